// Generated from @aws-sdk/client-bedrock-runtime 3.1164.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";
import type { Json } from "../../json.ts";

/** BedrockRuntime, as workflows call it. */
export interface BedrockRuntime {
  /** The action to apply a guardrail. */
  readonly applyGuardrail: AwsOperation<ApplyGuardrailRequest, ApplyGuardrailResponse, "AccessDeniedException" | "BedrockRuntimeException" | "InternalServerException" | "ResourceNotFoundException" | "SdkClientException" | "ServiceQuotaExceededException" | "ServiceUnavailableException" | "ThrottlingException" | "ValidationException">;
  /** Sends messages to the specified Amazon Bedrock model. */
  readonly converse: AwsOperation<ConverseRequest, ConverseResponse, "AccessDeniedException" | "BedrockRuntimeException" | "InternalServerException" | "ModelErrorException" | "ModelNotReadyException" | "ModelTimeoutException" | "ResourceNotFoundException" | "SdkClientException" | "ServiceUnavailableException" | "ThrottlingException" | "ValidationException">;
  /** Retrieve information about an asynchronous invocation. */
  readonly getAsyncInvoke: AwsOperation<GetAsyncInvokeRequest, GetAsyncInvokeResponse, "AccessDeniedException" | "BedrockRuntimeException" | "InternalServerException" | "SdkClientException" | "ThrottlingException" | "ValidationException">;
  /** Invokes the specified Amazon Bedrock model to run inference using the prompt and inference parameters provided in the request body. */
  readonly invokeModel: AwsOperation<InvokeModelInput, InvokeModelResult, "AccessDeniedException" | "InternalServerException" | "ModelErrorException" | "ModelNotReadyException" | "ModelTimeoutException" | "ResourceNotFoundException" | "SdkClientException" | "ServiceQuotaExceededException" | "ServiceUnavailableException" | "ThrottlingException" | "ValidationException">;
  /** Starts an asynchronous invocation. */
  readonly startAsyncInvoke: AwsOperation<StartAsyncInvokeRequest, StartAsyncInvokeResponse, "AccessDeniedException" | "BedrockRuntimeException" | "ConflictException" | "InternalServerException" | "ResourceNotFoundException" | "SdkClientException" | "ServiceQuotaExceededException" | "ServiceUnavailableException" | "ThrottlingException" | "ValidationException">;
}

export const bedrockruntime: BedrockRuntime = awsService<BedrockRuntime>({
  "service": "bedrockruntime",
  "iamPrefix": "bedrock",
  "errorPrefix": "BedrockRuntime",
  "transientErrors": [
    "InternalServerException",
    "ModelNotReadyException",
    "ServiceUnavailableException",
    "ThrottlingException",
    "SdkClientException"
  ],
  "operations": [
    "applyGuardrail",
    "converse",
    "getAsyncInvoke",
    "invokeModel",
    "startAsyncInvoke"
  ],
  "optimized": {
    "invokeModel": {
      "resource": "bedrock:invokeModel",
      "errorPrefix": "Bedrock",
      "transientErrors": [
        "InternalServerException",
        "ModelNotReadyException",
        "ServiceUnavailableException",
        "ThrottlingException",
        "SdkClientException"
      ],
      "timeoutSeconds": 900
    }
  }
});

export type AnyToolChoice = Readonly<Record<never, never>>;

export interface AppliedGuardrailDetails {
  readonly GuardrailId?: string | undefined;
  readonly GuardrailVersion?: string | undefined;
  readonly GuardrailArn?: string | undefined;
  readonly GuardrailOrigin?: readonly GuardrailOrigin[] | undefined;
  readonly GuardrailOwnership?: GuardrailOwnership | undefined;
}

export interface ApplyGuardrailRequest {
  readonly GuardrailIdentifier: string;
  readonly GuardrailVersion: string;
  readonly Source: GuardrailContentSource;
  readonly Content: readonly GuardrailContentBlock[];
  readonly OutputScope?: GuardrailOutputScope | undefined;
}

export interface ApplyGuardrailResponse {
  readonly Usage: GuardrailUsage;
  readonly Action: GuardrailAction;
  readonly ActionReason?: string | undefined;
  readonly Outputs: readonly GuardrailOutputContent[];
  readonly Assessments: readonly GuardrailAssessment[];
  readonly GuardrailCoverage?: GuardrailCoverage | undefined;
}

export type AsyncInvokeOutputDataConfig =
  | { readonly S3OutputDataConfig: AsyncInvokeS3OutputDataConfig };

export interface AsyncInvokeS3OutputDataConfig {
  readonly S3Uri: string;
  readonly KmsKeyId?: string | undefined;
  readonly BucketOwner?: string | undefined;
}

export type AsyncInvokeStatus = "Completed" | "Failed" | "InProgress";

export interface AudioBlock {
  readonly Format: AudioFormat;
  readonly Source: AudioSource;
  readonly Error?: ErrorBlock | undefined;
}

export type AudioFormat = "aac" | "flac" | "m4a" | "mka" | "mkv" | "mp3" | "mp4" | "mpeg" | "mpga" | "ogg" | "opus" | "pcm" | "wav" | "webm" | "x-aac";

export type AudioSource =
  | { readonly Bytes: string; readonly S3Location?: never }
  | { readonly S3Location: S3Location; readonly Bytes?: never };

export type AutoToolChoice = Readonly<Record<never, never>>;

export interface CacheDetail {
  readonly Ttl: CacheTTL;
  readonly InputTokens: number;
}

export interface CachePointBlock {
  readonly Type: CachePointType;
  readonly Ttl?: CacheTTL | undefined;
}

export type CachePointType = "default";

export type CacheTTL = "5m" | "1h";

export interface Citation {
  readonly Title?: string | undefined;
  readonly Source?: string | undefined;
  readonly SourceContent?: readonly CitationSourceContent[] | undefined;
  readonly Location?: CitationLocation | undefined;
}

export type CitationGeneratedContent =
  | { readonly Text: string };

export type CitationLocation =
  | { readonly Web: WebLocation; readonly DocumentChar?: never; readonly DocumentPage?: never; readonly DocumentChunk?: never; readonly SearchResultLocation?: never }
  | { readonly DocumentChar: DocumentCharLocation; readonly Web?: never; readonly DocumentPage?: never; readonly DocumentChunk?: never; readonly SearchResultLocation?: never }
  | { readonly DocumentPage: DocumentPageLocation; readonly Web?: never; readonly DocumentChar?: never; readonly DocumentChunk?: never; readonly SearchResultLocation?: never }
  | { readonly DocumentChunk: DocumentChunkLocation; readonly Web?: never; readonly DocumentChar?: never; readonly DocumentPage?: never; readonly SearchResultLocation?: never }
  | { readonly SearchResultLocation: SearchResultLocation; readonly Web?: never; readonly DocumentChar?: never; readonly DocumentPage?: never; readonly DocumentChunk?: never };

export type CitationSourceContent =
  | { readonly Text: string };

export interface CitationsConfig {
  readonly Enabled: boolean;
}

export interface CitationsContentBlock {
  readonly Content?: readonly CitationGeneratedContent[] | undefined;
  readonly Citations?: readonly Citation[] | undefined;
}

export type ContentBlock =
  | { readonly Text: string; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly Image: ImageBlock; readonly Text?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly Document: DocumentBlock; readonly Text?: never; readonly Image?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly Video: VideoBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly Audio: AudioBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly ToolUse: ToolUseBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly ToolResult: ToolResultBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly GuardContent: GuardrailConverseContentBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly CachePoint: CachePointBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly ReasoningContent: ReasoningContentBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly CitationsContent: CitationsContentBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly SearchResult: SearchResultBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly ToolAddition?: never; readonly ToolRemoval?: never }
  | { readonly ToolAddition: ToolAdditionBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolRemoval?: never }
  | { readonly ToolRemoval: ToolRemovalBlock; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly Audio?: never; readonly ToolUse?: never; readonly ToolResult?: never; readonly GuardContent?: never; readonly CachePoint?: never; readonly ReasoningContent?: never; readonly CitationsContent?: never; readonly SearchResult?: never; readonly ToolAddition?: never };

export type ConversationRole = "assistant" | "system" | "user";

export interface ConverseMetrics {
  readonly LatencyMs: number;
}

export type ConverseOutput =
  | { readonly Message: Message };

export interface ConverseRequest {
  readonly ModelId: string;
  readonly Messages?: readonly Message[] | undefined;
  readonly System?: readonly SystemContentBlock[] | undefined;
  readonly InferenceConfig?: InferenceConfiguration | undefined;
  readonly ToolConfig?: ToolConfiguration | undefined;
  readonly GuardrailConfig?: GuardrailConfiguration | undefined;
  readonly AdditionalModelRequestFields?: Json | undefined;
  readonly PromptVariables?: { readonly [key: string]: PromptVariableValues } | undefined;
  readonly AdditionalModelResponseFieldPaths?: readonly string[] | undefined;
  readonly RequestMetadata?: { readonly [key: string]: string } | undefined;
  readonly PerformanceConfig?: PerformanceConfiguration | undefined;
  readonly ServiceTier?: ServiceTier | undefined;
  readonly OutputConfig?: OutputConfig | undefined;
}

export interface ConverseResponse {
  readonly Output: ConverseOutput;
  readonly StopReason: StopReason;
  readonly Usage: TokenUsage;
  readonly Metrics: ConverseMetrics;
  readonly AdditionalModelResponseFields?: Json | undefined;
  readonly Trace?: ConverseTrace | undefined;
  readonly PerformanceConfig?: PerformanceConfiguration | undefined;
  readonly ServiceTier?: ServiceTier | undefined;
}

export interface ConverseTrace {
  readonly Guardrail?: GuardrailTraceAssessment | undefined;
  readonly PromptRouter?: PromptRouterTrace | undefined;
}

export interface DocumentBlock {
  readonly Format?: DocumentFormat | undefined;
  readonly Name: string;
  readonly Source: DocumentSource;
  readonly Context?: string | undefined;
  readonly Citations?: CitationsConfig | undefined;
}

export interface DocumentCharLocation {
  readonly DocumentIndex?: number | undefined;
  readonly Start?: number | undefined;
  readonly End?: number | undefined;
}

export interface DocumentChunkLocation {
  readonly DocumentIndex?: number | undefined;
  readonly Start?: number | undefined;
  readonly End?: number | undefined;
}

export type DocumentContentBlock =
  | { readonly Text: string };

export type DocumentFormat = "csv" | "doc" | "docx" | "html" | "md" | "pdf" | "txt" | "xls" | "xlsx";

export interface DocumentPageLocation {
  readonly DocumentIndex?: number | undefined;
  readonly Start?: number | undefined;
  readonly End?: number | undefined;
}

export type DocumentSource =
  | { readonly Bytes: string; readonly S3Location?: never; readonly Text?: never; readonly Content?: never }
  | { readonly S3Location: S3Location; readonly Bytes?: never; readonly Text?: never; readonly Content?: never }
  | { readonly Text: string; readonly Bytes?: never; readonly S3Location?: never; readonly Content?: never }
  | { readonly Content: readonly DocumentContentBlock[]; readonly Bytes?: never; readonly S3Location?: never; readonly Text?: never };

export interface ErrorBlock {
  readonly Message?: string | undefined;
}

export interface GetAsyncInvokeRequest {
  readonly InvocationArn: string;
}

export interface GetAsyncInvokeResponse {
  readonly InvocationArn: string;
  readonly ModelArn: string;
  readonly ClientRequestToken?: string | undefined;
  readonly Status: AsyncInvokeStatus;
  readonly FailureMessage?: string | undefined;
  readonly SubmitTime: string;
  readonly LastModifiedTime?: string | undefined;
  readonly EndTime?: string | undefined;
  readonly OutputDataConfig: AsyncInvokeOutputDataConfig;
}

export type GuardrailAction = "GUARDRAIL_INTERVENED" | "NONE";

export interface GuardrailAssessment {
  readonly TopicPolicy?: GuardrailTopicPolicyAssessment | undefined;
  readonly ContentPolicy?: GuardrailContentPolicyAssessment | undefined;
  readonly WordPolicy?: GuardrailWordPolicyAssessment | undefined;
  readonly SensitiveInformationPolicy?: GuardrailSensitiveInformationPolicyAssessment | undefined;
  readonly ContextualGroundingPolicy?: GuardrailContextualGroundingPolicyAssessment | undefined;
  readonly AutomatedReasoningPolicy?: GuardrailAutomatedReasoningPolicyAssessment | undefined;
  readonly InvocationMetrics?: GuardrailInvocationMetrics | undefined;
  readonly AppliedGuardrailDetails?: AppliedGuardrailDetails | undefined;
}

export type GuardrailAutomatedReasoningFinding =
  | { readonly Valid: GuardrailAutomatedReasoningValidFinding; readonly Invalid?: never; readonly Satisfiable?: never; readonly Impossible?: never; readonly TranslationAmbiguous?: never; readonly TooComplex?: never; readonly NoTranslations?: never }
  | { readonly Invalid: GuardrailAutomatedReasoningInvalidFinding; readonly Valid?: never; readonly Satisfiable?: never; readonly Impossible?: never; readonly TranslationAmbiguous?: never; readonly TooComplex?: never; readonly NoTranslations?: never }
  | { readonly Satisfiable: GuardrailAutomatedReasoningSatisfiableFinding; readonly Valid?: never; readonly Invalid?: never; readonly Impossible?: never; readonly TranslationAmbiguous?: never; readonly TooComplex?: never; readonly NoTranslations?: never }
  | { readonly Impossible: GuardrailAutomatedReasoningImpossibleFinding; readonly Valid?: never; readonly Invalid?: never; readonly Satisfiable?: never; readonly TranslationAmbiguous?: never; readonly TooComplex?: never; readonly NoTranslations?: never }
  | { readonly TranslationAmbiguous: GuardrailAutomatedReasoningTranslationAmbiguousFinding; readonly Valid?: never; readonly Invalid?: never; readonly Satisfiable?: never; readonly Impossible?: never; readonly TooComplex?: never; readonly NoTranslations?: never }
  | { readonly TooComplex: GuardrailAutomatedReasoningTooComplexFinding; readonly Valid?: never; readonly Invalid?: never; readonly Satisfiable?: never; readonly Impossible?: never; readonly TranslationAmbiguous?: never; readonly NoTranslations?: never }
  | { readonly NoTranslations: GuardrailAutomatedReasoningNoTranslationsFinding; readonly Valid?: never; readonly Invalid?: never; readonly Satisfiable?: never; readonly Impossible?: never; readonly TranslationAmbiguous?: never; readonly TooComplex?: never };

export interface GuardrailAutomatedReasoningImpossibleFinding {
  readonly Translation?: GuardrailAutomatedReasoningTranslation | undefined;
  readonly ContradictingRules?: readonly GuardrailAutomatedReasoningRule[] | undefined;
  readonly LogicWarning?: GuardrailAutomatedReasoningLogicWarning | undefined;
}

export interface GuardrailAutomatedReasoningInputTextReference {
  readonly Text?: string | undefined;
}

export interface GuardrailAutomatedReasoningInvalidFinding {
  readonly Translation?: GuardrailAutomatedReasoningTranslation | undefined;
  readonly ContradictingRules?: readonly GuardrailAutomatedReasoningRule[] | undefined;
  readonly LogicWarning?: GuardrailAutomatedReasoningLogicWarning | undefined;
}

export interface GuardrailAutomatedReasoningLogicWarning {
  readonly Type?: GuardrailAutomatedReasoningLogicWarningType | undefined;
  readonly Premises?: readonly GuardrailAutomatedReasoningStatement[] | undefined;
  readonly Claims?: readonly GuardrailAutomatedReasoningStatement[] | undefined;
}

export type GuardrailAutomatedReasoningLogicWarningType = "ALWAYS_FALSE" | "ALWAYS_TRUE";

export type GuardrailAutomatedReasoningNoTranslationsFinding = Readonly<Record<never, never>>;

export interface GuardrailAutomatedReasoningPolicyAssessment {
  readonly Findings?: readonly GuardrailAutomatedReasoningFinding[] | undefined;
}

export interface GuardrailAutomatedReasoningRule {
  readonly Identifier?: string | undefined;
  readonly PolicyVersionArn?: string | undefined;
}

export interface GuardrailAutomatedReasoningSatisfiableFinding {
  readonly Translation?: GuardrailAutomatedReasoningTranslation | undefined;
  readonly ClaimsTrueScenario?: GuardrailAutomatedReasoningScenario | undefined;
  readonly ClaimsFalseScenario?: GuardrailAutomatedReasoningScenario | undefined;
  readonly LogicWarning?: GuardrailAutomatedReasoningLogicWarning | undefined;
}

export interface GuardrailAutomatedReasoningScenario {
  readonly Statements?: readonly GuardrailAutomatedReasoningStatement[] | undefined;
}

export interface GuardrailAutomatedReasoningStatement {
  readonly Logic?: string | undefined;
  readonly NaturalLanguage?: string | undefined;
}

export type GuardrailAutomatedReasoningTooComplexFinding = Readonly<Record<never, never>>;

export interface GuardrailAutomatedReasoningTranslation {
  readonly Premises?: readonly GuardrailAutomatedReasoningStatement[] | undefined;
  readonly Claims?: readonly GuardrailAutomatedReasoningStatement[] | undefined;
  readonly UntranslatedPremises?: readonly GuardrailAutomatedReasoningInputTextReference[] | undefined;
  readonly UntranslatedClaims?: readonly GuardrailAutomatedReasoningInputTextReference[] | undefined;
  readonly Confidence?: number | undefined;
}

export interface GuardrailAutomatedReasoningTranslationAmbiguousFinding {
  readonly Options?: readonly GuardrailAutomatedReasoningTranslationOption[] | undefined;
  readonly DifferenceScenarios?: readonly GuardrailAutomatedReasoningScenario[] | undefined;
}

export interface GuardrailAutomatedReasoningTranslationOption {
  readonly Translations?: readonly GuardrailAutomatedReasoningTranslation[] | undefined;
}

export interface GuardrailAutomatedReasoningValidFinding {
  readonly Translation?: GuardrailAutomatedReasoningTranslation | undefined;
  readonly ClaimsTrueScenario?: GuardrailAutomatedReasoningScenario | undefined;
  readonly SupportingRules?: readonly GuardrailAutomatedReasoningRule[] | undefined;
  readonly LogicWarning?: GuardrailAutomatedReasoningLogicWarning | undefined;
}

export interface GuardrailConfiguration {
  readonly GuardrailIdentifier?: string | undefined;
  readonly GuardrailVersion?: string | undefined;
  readonly Trace?: GuardrailTrace | undefined;
}

export type GuardrailContentBlock =
  | { readonly Text: GuardrailTextBlock; readonly Image?: never }
  | { readonly Image: GuardrailImageBlock; readonly Text?: never };

export interface GuardrailContentFilter {
  readonly Type: GuardrailContentFilterType;
  readonly Confidence: GuardrailContentFilterConfidence;
  readonly FilterStrength?: GuardrailContentFilterStrength | undefined;
  readonly Action: GuardrailContentPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailContentFilterConfidence = "HIGH" | "LOW" | "MEDIUM" | "NONE";

export type GuardrailContentFilterStrength = "HIGH" | "LOW" | "MEDIUM" | "NONE";

export type GuardrailContentFilterType = "HATE" | "INSULTS" | "MISCONDUCT" | "PROMPT_ATTACK" | "SEXUAL" | "VIOLENCE";

export type GuardrailContentPolicyAction = "BLOCKED" | "NONE";

export interface GuardrailContentPolicyAssessment {
  readonly Filters: readonly GuardrailContentFilter[];
}

export type GuardrailContentQualifier = "grounding_source" | "guard_content" | "query";

export type GuardrailContentSource = "INPUT" | "OUTPUT";

export interface GuardrailContextualGroundingFilter {
  readonly Type: GuardrailContextualGroundingFilterType;
  readonly Threshold: number;
  readonly Score: number;
  readonly Action: GuardrailContextualGroundingPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailContextualGroundingFilterType = "GROUNDING" | "RELEVANCE";

export type GuardrailContextualGroundingPolicyAction = "BLOCKED" | "NONE";

export interface GuardrailContextualGroundingPolicyAssessment {
  readonly Filters?: readonly GuardrailContextualGroundingFilter[] | undefined;
}

export type GuardrailConverseContentBlock =
  | { readonly Text: GuardrailConverseTextBlock; readonly Image?: never }
  | { readonly Image: GuardrailConverseImageBlock; readonly Text?: never };

export type GuardrailConverseContentQualifier = "grounding_source" | "guard_content" | "query";

export interface GuardrailConverseImageBlock {
  readonly Format: GuardrailConverseImageFormat;
  readonly Source: GuardrailConverseImageSource;
}

export type GuardrailConverseImageFormat = "jpeg" | "png";

export type GuardrailConverseImageSource =
  | { readonly Bytes: string };

export interface GuardrailConverseTextBlock {
  readonly Text: string;
  readonly Qualifiers?: readonly GuardrailConverseContentQualifier[] | undefined;
}

export interface GuardrailCoverage {
  readonly TextCharacters?: GuardrailTextCharactersCoverage | undefined;
  readonly Images?: GuardrailImageCoverage | undefined;
}

export interface GuardrailCustomWord {
  readonly Match: string;
  readonly Action: GuardrailWordPolicyAction;
  readonly Detected?: boolean | undefined;
}

export interface GuardrailImageBlock {
  readonly Format: GuardrailImageFormat;
  readonly Source: GuardrailImageSource;
}

export interface GuardrailImageCoverage {
  readonly Guarded?: number | undefined;
  readonly Total?: number | undefined;
}

export type GuardrailImageFormat = "jpeg" | "png";

export type GuardrailImageSource =
  | { readonly Bytes: string };

export interface GuardrailInvocationMetrics {
  readonly GuardrailProcessingLatency?: number | undefined;
  readonly Usage?: GuardrailUsage | undefined;
  readonly GuardrailCoverage?: GuardrailCoverage | undefined;
}

export interface GuardrailManagedWord {
  readonly Match: string;
  readonly Type: GuardrailManagedWordType;
  readonly Action: GuardrailWordPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailManagedWordType = "PROFANITY";

export type GuardrailOrigin = "ACCOUNT_ENFORCED" | "ORGANIZATION_ENFORCED" | "REQUEST";

export interface GuardrailOutputContent {
  readonly Text?: string | undefined;
}

export type GuardrailOutputScope = "FULL" | "INTERVENTIONS";

export type GuardrailOwnership = "CROSS_ACCOUNT" | "SELF";

export interface GuardrailPiiEntityFilter {
  readonly Match: string;
  readonly Type: GuardrailPiiEntityType;
  readonly Action: GuardrailSensitiveInformationPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailPiiEntityType = "ADDRESS" | "AGE" | "AWS_ACCESS_KEY" | "AWS_SECRET_KEY" | "CA_HEALTH_NUMBER" | "CA_SOCIAL_INSURANCE_NUMBER" | "CREDIT_DEBIT_CARD_CVV" | "CREDIT_DEBIT_CARD_EXPIRY" | "CREDIT_DEBIT_CARD_NUMBER" | "DRIVER_ID" | "EMAIL" | "INTERNATIONAL_BANK_ACCOUNT_NUMBER" | "IP_ADDRESS" | "LICENSE_PLATE" | "MAC_ADDRESS" | "NAME" | "PASSWORD" | "PHONE" | "PIN" | "SWIFT_CODE" | "UK_NATIONAL_HEALTH_SERVICE_NUMBER" | "UK_NATIONAL_INSURANCE_NUMBER" | "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER" | "URL" | "USERNAME" | "US_BANK_ACCOUNT_NUMBER" | "US_BANK_ROUTING_NUMBER" | "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER" | "US_PASSPORT_NUMBER" | "US_SOCIAL_SECURITY_NUMBER" | "VEHICLE_IDENTIFICATION_NUMBER";

export interface GuardrailRegexFilter {
  readonly Name?: string | undefined;
  readonly Match?: string | undefined;
  readonly Regex?: string | undefined;
  readonly Action: GuardrailSensitiveInformationPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailSensitiveInformationPolicyAction = "ANONYMIZED" | "BLOCKED" | "NONE";

export interface GuardrailSensitiveInformationPolicyAssessment {
  readonly PiiEntities: readonly GuardrailPiiEntityFilter[];
  readonly Regexes: readonly GuardrailRegexFilter[];
}

export interface GuardrailTextBlock {
  readonly Text: string;
  readonly Qualifiers?: readonly GuardrailContentQualifier[] | undefined;
}

export interface GuardrailTextCharactersCoverage {
  readonly Guarded?: number | undefined;
  readonly Total?: number | undefined;
}

export interface GuardrailTopic {
  readonly Name: string;
  readonly Type: GuardrailTopicType;
  readonly Action: GuardrailTopicPolicyAction;
  readonly Detected?: boolean | undefined;
}

export type GuardrailTopicPolicyAction = "BLOCKED" | "NONE";

export interface GuardrailTopicPolicyAssessment {
  readonly Topics: readonly GuardrailTopic[];
}

export type GuardrailTopicType = "DENY";

export type GuardrailTrace = "disabled" | "enabled" | "enabled_full";

export interface GuardrailTraceAssessment {
  readonly ModelOutput?: readonly string[] | undefined;
  readonly InputAssessment?: { readonly [key: string]: GuardrailAssessment } | undefined;
  readonly OutputAssessments?: { readonly [key: string]: readonly GuardrailAssessment[] } | undefined;
  readonly ActionReason?: string | undefined;
}

export interface GuardrailUsage {
  readonly TopicPolicyUnits: number;
  readonly ContentPolicyUnits: number;
  readonly WordPolicyUnits: number;
  readonly SensitiveInformationPolicyUnits: number;
  readonly SensitiveInformationPolicyFreeUnits: number;
  readonly ContextualGroundingPolicyUnits: number;
  readonly ContentPolicyImageUnits?: number | undefined;
  readonly AutomatedReasoningPolicyUnits?: number | undefined;
  readonly AutomatedReasoningPolicies?: number | undefined;
}

export type GuardrailWordPolicyAction = "BLOCKED" | "NONE";

export interface GuardrailWordPolicyAssessment {
  readonly CustomWords: readonly GuardrailCustomWord[];
  readonly ManagedWordLists: readonly GuardrailManagedWord[];
}

export interface ImageBlock {
  readonly Format: ImageFormat;
  readonly Source: ImageSource;
  readonly Error?: ErrorBlock | undefined;
}

export type ImageFormat = "gif" | "jpeg" | "png" | "webp";

export type ImageSource =
  | { readonly Bytes: string; readonly S3Location?: never }
  | { readonly S3Location: S3Location; readonly Bytes?: never };

export interface InferenceConfiguration {
  readonly MaxTokens?: number | undefined;
  readonly Temperature?: number | undefined;
  readonly TopP?: number | undefined;
  readonly StopSequences?: readonly string[] | undefined;
}

export interface InvokeModelInput {
  /** Id or ARN of the model or inference profile. */
  readonly ModelId: string;
  /** What the model takes, as JSON. */
  readonly Body?: Json | undefined;
  /** Where the model's input lies, in place of Body. */
  readonly Input?: { readonly S3Uri: string } | undefined;
  /** Where the answer goes, in place of the result's Body. */
  readonly Output?: { readonly S3Uri: string } | undefined;
  readonly Accept?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly GuardrailIdentifier?: string | undefined;
  readonly GuardrailVersion?: string | undefined;
  readonly Trace?: "ENABLED" | "DISABLED" | undefined;
}

export interface InvokeModelResult {
  /** What the model answers, as JSON. */
  readonly Body: Json;
  readonly ContentType: string;
}

export interface JsonSchemaDefinition {
  readonly Schema: string;
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
}

export interface Message {
  readonly Role: ConversationRole;
  readonly Content: readonly ContentBlock[];
}

export interface OutputConfig {
  readonly TextFormat?: OutputFormat | undefined;
  readonly Effort?: string | undefined;
}

export interface OutputFormat {
  readonly Type: OutputFormatType;
  readonly Structure: OutputFormatStructure;
}

export type OutputFormatStructure =
  | { readonly JsonSchema: JsonSchemaDefinition };

export type OutputFormatType = "json_schema";

export type PerformanceConfigLatency = "optimized" | "standard";

export interface PerformanceConfiguration {
  readonly Latency?: PerformanceConfigLatency | undefined;
}

export interface PromptRouterTrace {
  readonly InvokedModelId?: string | undefined;
}

export type PromptVariableValues =
  | { readonly Text: string };

export type ReasoningContentBlock =
  | { readonly ReasoningText: ReasoningTextBlock; readonly RedactedContent?: never }
  | { readonly RedactedContent: string; readonly ReasoningText?: never };

export interface ReasoningTextBlock {
  readonly Text: string;
  readonly Signature?: string | undefined;
}

export interface S3Location {
  readonly Uri: string;
  readonly BucketOwner?: string | undefined;
}

export interface SearchResultBlock {
  readonly Source: string;
  readonly Title: string;
  readonly Content: readonly SearchResultContentBlock[];
  readonly Citations?: CitationsConfig | undefined;
}

export interface SearchResultContentBlock {
  readonly Text: string;
}

export interface SearchResultLocation {
  readonly SearchResultIndex?: number | undefined;
  readonly Start?: number | undefined;
  readonly End?: number | undefined;
}

export interface ServiceTier {
  readonly Type: ServiceTierType;
}

export type ServiceTierType = "default" | "flex" | "priority" | "reserved";

export interface SpecificToolChoice {
  readonly Name: string;
}

export interface StartAsyncInvokeRequest {
  readonly ClientRequestToken?: string | undefined;
  readonly ModelId: string;
  readonly ModelInput: Json;
  readonly OutputDataConfig: AsyncInvokeOutputDataConfig;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface StartAsyncInvokeResponse {
  readonly InvocationArn: string;
}

export type StopReason = "content_filtered" | "end_turn" | "guardrail_intervened" | "malformed_model_output" | "malformed_tool_use" | "max_tokens" | "model_context_window_exceeded" | "stop_sequence" | "tool_use";

export type SystemContentBlock =
  | { readonly Text: string; readonly GuardContent?: never; readonly CachePoint?: never }
  | { readonly GuardContent: GuardrailConverseContentBlock; readonly Text?: never; readonly CachePoint?: never }
  | { readonly CachePoint: CachePointBlock; readonly Text?: never; readonly GuardContent?: never };

export interface SystemTool {
  readonly Name: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TokenUsage {
  readonly InputTokens: number;
  readonly OutputTokens: number;
  readonly TotalTokens: number;
  readonly CacheReadInputTokens?: number | undefined;
  readonly CacheWriteInputTokens?: number | undefined;
  readonly CacheDetails?: readonly CacheDetail[] | undefined;
}

export type Tool =
  | { readonly ToolSpec: ToolSpecification; readonly SystemTool?: never; readonly CachePoint?: never }
  | { readonly SystemTool: SystemTool; readonly ToolSpec?: never; readonly CachePoint?: never }
  | { readonly CachePoint: CachePointBlock; readonly ToolSpec?: never; readonly SystemTool?: never };

export interface ToolAdditionBlock {
  readonly Tool: ToolReference;
}

export type ToolChoice =
  | { readonly Auto: AutoToolChoice; readonly Any?: never; readonly Tool?: never }
  | { readonly Any: AnyToolChoice; readonly Auto?: never; readonly Tool?: never }
  | { readonly Tool: SpecificToolChoice; readonly Auto?: never; readonly Any?: never };

export interface ToolConfiguration {
  readonly Tools: readonly Tool[];
  readonly ToolChoice?: ToolChoice | undefined;
}

export type ToolInputSchema =
  | { readonly Json: Json };

export interface ToolReference {
  readonly Type?: string | undefined;
  readonly Name?: string | undefined;
  readonly ServerName?: string | undefined;
}

export interface ToolRemovalBlock {
  readonly Tool: ToolReference;
}

export interface ToolResultBlock {
  readonly ToolUseId: string;
  readonly Content: readonly ToolResultContentBlock[];
  readonly Status?: ToolResultStatus | undefined;
  readonly Type?: string | undefined;
}

export type ToolResultContentBlock =
  | { readonly Json: Json; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly SearchResult?: never }
  | { readonly Text: string; readonly Json?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never; readonly SearchResult?: never }
  | { readonly Image: ImageBlock; readonly Json?: never; readonly Text?: never; readonly Document?: never; readonly Video?: never; readonly SearchResult?: never }
  | { readonly Document: DocumentBlock; readonly Json?: never; readonly Text?: never; readonly Image?: never; readonly Video?: never; readonly SearchResult?: never }
  | { readonly Video: VideoBlock; readonly Json?: never; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly SearchResult?: never }
  | { readonly SearchResult: SearchResultBlock; readonly Json?: never; readonly Text?: never; readonly Image?: never; readonly Document?: never; readonly Video?: never };

export type ToolResultStatus = "error" | "success";

export interface ToolSpecification {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly InputSchema: ToolInputSchema;
  readonly Strict?: boolean | undefined;
}

export interface ToolUseBlock {
  readonly ToolUseId: string;
  readonly Name: string;
  readonly Input: Json;
  readonly Type?: ToolUseType | undefined;
}

export type ToolUseType = "server_tool_use";

export interface VideoBlock {
  readonly Format: VideoFormat;
  readonly Source: VideoSource;
}

export type VideoFormat = "flv" | "mkv" | "mov" | "mp4" | "mpeg" | "mpg" | "three_gp" | "webm" | "wmv";

export type VideoSource =
  | { readonly Bytes: string; readonly S3Location?: never }
  | { readonly S3Location: S3Location; readonly Bytes?: never };

export interface WebLocation {
  readonly Url?: string | undefined;
  readonly Domain?: string | undefined;
}

