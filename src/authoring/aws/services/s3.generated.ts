// Generated from @aws-sdk/client-s3 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";
import type { Json } from "../../json.ts";

/** S3, as workflows call it. */
export interface S3 {
  /** Creates a copy of an object that is already stored in Amazon S3. */
  readonly copyObject: AwsOperation<CopyObjectRequest, CopyObjectOutput, "ObjectNotInActiveTierErrorException" | "S3Exception" | "SdkClientException">;
  /** Removes an object from a bucket. */
  readonly deleteObject: AwsOperation<DeleteObjectRequest, DeleteObjectOutput, "S3Exception" | "SdkClientException">;
  /** Removes the entire tag set from the specified object. */
  readonly deleteObjectTagging: AwsOperation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput, "S3Exception" | "SdkClientException">;
  /** This operation enables you to delete multiple objects from a bucket using a single HTTP request. */
  readonly deleteObjects: AwsOperation<DeleteObjectsRequest, DeleteObjectsOutput, "S3Exception" | "SdkClientException">;
  /** Retrieves an object from Amazon S3. */
  readonly getObject: AwsOperation<GetObjectRequest, GetObjectOutput, "InvalidObjectStateException" | "NoSuchKeyException" | "S3Exception" | "SdkClientException">;
  /** Retrieves all of the metadata from an object without returning the object itself. */
  readonly getObjectAttributes: AwsOperation<GetObjectAttributesRequest, GetObjectAttributesOutput, "NoSuchKeyException" | "S3Exception" | "SdkClientException">;
  /** Returns the tag-set of an object. */
  readonly getObjectTagging: AwsOperation<GetObjectTaggingRequest, GetObjectTaggingOutput, "S3Exception" | "SdkClientException">;
  /** The HEAD operation retrieves metadata from an object without returning the object itself. */
  readonly headObject: AwsOperation<HeadObjectRequest, HeadObjectOutput, "NoSuchKeyException" | "S3Exception" | "SdkClientException">;
  /** Returns metadata about all versions of the objects in a bucket. */
  readonly listObjectVersions: AwsOperation<ListObjectVersionsRequest, ListObjectVersionsOutput, "S3Exception" | "SdkClientException">;
  /** Returns some or all (up to 1,000) of the objects in a bucket with each request. */
  readonly listObjectsV2: AwsOperation<ListObjectsV2Request, ListObjectsV2Output, "NoSuchBucketException" | "S3Exception" | "SdkClientException">;
  /** Adds an object to a bucket. */
  readonly putObject: AwsOperation<PutObjectRequest, PutObjectOutput, "EncryptionTypeMismatchException" | "InvalidRequestException" | "InvalidWriteOffsetException" | "S3Exception" | "SdkClientException" | "TooManyPartsException">;
  /** Sets the supplied tag-set to an object that already exists in a bucket. */
  readonly putObjectTagging: AwsOperation<PutObjectTaggingRequest, PutObjectTaggingOutput, "S3Exception" | "SdkClientException">;
  /** Restores an archived copy of an object back into Amazon S3 This functionality is not supported for Amazon S3 on Outposts. */
  readonly restoreObject: AwsOperation<RestoreObjectRequest, RestoreObjectOutput, "ObjectAlreadyInActiveTierErrorException" | "S3Exception" | "SdkClientException">;
}

export const s3: S3 = awsService<S3>({
  "service": "s3",
  "iamPrefix": "s3",
  "errorPrefix": "S3",
  "transientErrors": [
    "SdkClientException",
    "S3Exception"
  ],
  "operations": [
    "copyObject",
    "deleteObject",
    "deleteObjectTagging",
    "deleteObjects",
    "getObject",
    "getObjectAttributes",
    "getObjectTagging",
    "headObject",
    "listObjectVersions",
    "listObjectsV2",
    "putObject",
    "putObjectTagging",
    "restoreObject"
  ]
});

export type AnnotationDirective = "COPY" | "EXCLUDE";

export type ArchiveStatus = "ARCHIVE_ACCESS" | "DEEP_ARCHIVE_ACCESS";

export interface CSVInput {
  readonly FileHeaderInfo?: FileHeaderInfo | undefined;
  readonly Comments?: string | undefined;
  readonly QuoteEscapeCharacter?: string | undefined;
  readonly RecordDelimiter?: string | undefined;
  readonly FieldDelimiter?: string | undefined;
  readonly QuoteCharacter?: string | undefined;
  readonly AllowQuotedRecordDelimiter?: boolean | undefined;
}

export interface CSVOutput {
  readonly QuoteFields?: QuoteFields | undefined;
  readonly QuoteEscapeCharacter?: string | undefined;
  readonly RecordDelimiter?: string | undefined;
  readonly FieldDelimiter?: string | undefined;
  readonly QuoteCharacter?: string | undefined;
}

export interface Checksum {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
}

export type ChecksumAlgorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "MD5" | "SHA1" | "SHA256" | "SHA512" | "XXHASH128" | "XXHASH3" | "XXHASH64";

export type ChecksumMode = "ENABLED";

export type ChecksumType = "COMPOSITE" | "FULL_OBJECT";

export interface CommonPrefix {
  readonly Prefix?: string | undefined;
}

export type CompressionType = "BZIP2" | "GZIP" | "NONE";

export interface CopyObjectOutput {
  readonly CopyObjectResult?: CopyObjectResult | undefined;
  readonly Expiration?: string | undefined;
  readonly CopySourceVersionId?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly SsekmsEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface CopyObjectRequest {
  readonly Acl?: ObjectCannedACL | undefined;
  readonly Bucket: string;
  readonly CacheControl?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly CopySource: string;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfUnmodifiedSince?: string | undefined;
  readonly Expires?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly Key: string;
  readonly Metadata?: { readonly [key: string]: string } | undefined;
  readonly MetadataDirective?: MetadataDirective | undefined;
  readonly TaggingDirective?: TaggingDirective | undefined;
  readonly AnnotationDirective?: AnnotationDirective | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKey?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly SsekmsEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: string | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ObjectLockEventHold?: ObjectLockEventHold | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

export interface CopyObjectResult {
  readonly ETag?: string | undefined;
  readonly LastModified?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export interface Delete {
  readonly Objects: readonly ObjectIdentifier[];
  readonly Quiet?: boolean | undefined;
}

export interface DeleteMarkerEntry {
  readonly Owner?: Owner | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsLatest?: boolean | undefined;
  readonly LastModified?: string | undefined;
}

export interface DeleteObjectOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface DeleteObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly Mfa?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfMatchLastModifiedTime?: string | undefined;
  readonly IfMatchSize?: number | undefined;
}

export interface DeleteObjectTaggingOutput {
  readonly VersionId?: string | undefined;
}

export interface DeleteObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface DeleteObjectsOutput {
  readonly Deleted?: readonly DeletedObject[] | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly Errors?: readonly _Error[] | undefined;
}

export interface DeleteObjectsRequest {
  readonly Bucket: string;
  readonly Delete: Delete;
  readonly Mfa?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly BypassGovernanceRetention?: boolean | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
}

export interface DeletedObject {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly DeleteMarkerVersionId?: string | undefined;
}

export type EncodingType = "url";

export interface Encryption {
  readonly EncryptionType: ServerSideEncryption;
  readonly KmsKeyId?: string | undefined;
  readonly KmsContext?: string | undefined;
}

export type ExpressionType = "SQL";

export type FileHeaderInfo = "IGNORE" | "NONE" | "USE";

export interface GetObjectAttributesOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly LastModified?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ETag?: string | undefined;
  readonly Checksum?: Checksum | undefined;
  readonly ObjectParts?: GetObjectAttributesParts | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly ObjectSize?: number | undefined;
}

export interface GetObjectAttributesParts {
  readonly TotalPartsCount?: number | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly NextPartNumberMarker?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Parts?: readonly ObjectPart[] | undefined;
}

export interface GetObjectAttributesRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly MaxParts?: number | undefined;
  readonly PartNumberMarker?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKey?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ObjectAttributes: readonly ObjectAttributes[];
}

export interface GetObjectOutput {
  readonly Body?: string | undefined;
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly LastModified?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: string | undefined;
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly Metadata?: { readonly [key: string]: string } | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
  readonly PartsCount?: number | undefined;
  readonly TagCount?: number | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: string | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ObjectLockEventHold?: ObjectLockEventHold | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface GetObjectRequest {
  readonly Bucket: string;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: string | undefined;
  readonly Key: string;
  readonly Range?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKey?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly PartNumber?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumMode?: ChecksumMode | undefined;
}

export interface GetObjectTaggingOutput {
  readonly VersionId?: string | undefined;
  readonly TagSet: readonly Tag[];
}

export interface GetObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export interface GlacierJobParameters {
  readonly Tier: Tier;
}

export interface Grant {
  readonly Grantee?: Grantee | undefined;
  readonly Permission?: Permission | undefined;
}

export interface Grantee {
  readonly DisplayName?: string | undefined;
  readonly EmailAddress?: string | undefined;
  readonly Id?: string | undefined;
  readonly Uri?: string | undefined;
  readonly Type: Type;
}

export interface HeadObjectOutput {
  readonly DeleteMarker?: boolean | undefined;
  readonly AcceptRanges?: string | undefined;
  readonly Expiration?: string | undefined;
  readonly Restore?: string | undefined;
  readonly ArchiveStatus?: ArchiveStatus | undefined;
  readonly LastModified?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ETag?: string | undefined;
  readonly MissingMeta?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ContentRange?: string | undefined;
  readonly Expires?: string | undefined;
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly Metadata?: { readonly [key: string]: string } | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
  readonly ReplicationStatus?: ReplicationStatus | undefined;
  readonly PartsCount?: number | undefined;
  readonly TagCount?: number | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: string | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ObjectLockEventHold?: ObjectLockEventHold | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
}

export interface HeadObjectRequest {
  readonly Bucket: string;
  readonly IfMatch?: string | undefined;
  readonly IfModifiedSince?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfUnmodifiedSince?: string | undefined;
  readonly Key: string;
  readonly Range?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKey?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly PartNumber?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly ChecksumMode?: ChecksumMode | undefined;
}

export interface InputSerialization {
  readonly Csv?: CSVInput | undefined;
  readonly CompressionType?: CompressionType | undefined;
  readonly Json?: JSONInput | undefined;
  readonly Parquet?: ParquetInput | undefined;
}

export interface JSONInput {
  readonly Type?: JSONType | undefined;
}

export interface JSONOutput {
  readonly RecordDelimiter?: string | undefined;
}

export type JSONType = "DOCUMENT" | "LINES";

export interface ListObjectVersionsOutput {
  readonly IsTruncated?: boolean | undefined;
  readonly KeyMarker?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextVersionIdMarker?: string | undefined;
  readonly Versions?: readonly ObjectVersion[] | undefined;
  readonly DeleteMarkers?: readonly DeleteMarkerEntry[] | undefined;
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectVersionsRequest {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly KeyMarker?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly VersionIdMarker?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly OptionalObjectAttributes?: readonly OptionalObjectAttributes[] | undefined;
}

export interface ListObjectsV2Output {
  readonly IsTruncated?: boolean | undefined;
  readonly Contents?: readonly _Object[] | undefined;
  readonly Name?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
  readonly CommonPrefixes?: readonly CommonPrefix[] | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly KeyCount?: number | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
  readonly StartAfter?: string | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface ListObjectsV2Request {
  readonly Bucket: string;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: EncodingType | undefined;
  readonly MaxKeys?: number | undefined;
  readonly Prefix?: string | undefined;
  readonly ContinuationToken?: string | undefined;
  readonly FetchOwner?: boolean | undefined;
  readonly StartAfter?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly OptionalObjectAttributes?: readonly OptionalObjectAttributes[] | undefined;
}

export type MetadataDirective = "COPY" | "REPLACE";

export interface MetadataEntry {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

export type ObjectAttributes = "Checksum" | "ETag" | "ObjectParts" | "ObjectSize" | "StorageClass";

export type ObjectCannedACL = "authenticated-read" | "aws-exec-read" | "bucket-owner-full-control" | "bucket-owner-read" | "private" | "public-read" | "public-read-write";

export interface ObjectIdentifier {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModifiedTime?: string | undefined;
  readonly Size?: number | undefined;
}

export type ObjectLockEventHold = "OFF" | "ON";

export type ObjectLockLegalHoldStatus = "OFF" | "ON";

export type ObjectLockMode = "COMPLIANCE" | "GOVERNANCE";

export interface ObjectPart {
  readonly PartNumber?: number | undefined;
  readonly Size?: number | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
}

export type ObjectStorageClass = "AWS_BACKUP_LOW_COST_WARM" | "AWS_BACKUP_WARM" | "DEEP_ARCHIVE" | "EXPRESS_ONEZONE" | "FSX_ONTAP" | "FSX_OPENZFS" | "GLACIER" | "GLACIER_IR" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "OUTPOSTS" | "REDUCED_REDUNDANCY" | "SNOW" | "STANDARD" | "STANDARD_IA";

export interface ObjectVersion {
  readonly ETag?: string | undefined;
  readonly ChecksumAlgorithm?: readonly ChecksumAlgorithm[] | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly Size?: number | undefined;
  readonly StorageClass?: ObjectVersionStorageClass | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsLatest?: boolean | undefined;
  readonly LastModified?: string | undefined;
  readonly Owner?: Owner | undefined;
  readonly RestoreStatus?: RestoreStatus | undefined;
}

export type ObjectVersionStorageClass = "STANDARD";

export type OptionalObjectAttributes = "RestoreStatus";

export interface OutputLocation {
  readonly S3?: S3Location | undefined;
}

export interface OutputSerialization {
  readonly Csv?: CSVOutput | undefined;
  readonly Json?: JSONOutput | undefined;
}

export interface Owner {
  readonly DisplayName?: string | undefined;
  readonly Id?: string | undefined;
}

export type ParquetInput = Readonly<Record<never, never>>;

export type Permission = "FULL_CONTROL" | "READ" | "READ_ACP" | "WRITE" | "WRITE_ACP";

export interface PutObjectOutput {
  readonly Expiration?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly VersionId?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly SsekmsEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly Size?: number | undefined;
  readonly RequestCharged?: RequestCharged | undefined;
}

export interface PutObjectRequest {
  readonly Acl?: ObjectCannedACL | undefined;
  readonly Body?: Json | undefined;
  readonly Bucket: string;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ChecksumSHA512?: string | undefined;
  readonly ChecksumMD5?: string | undefined;
  readonly ChecksumXXHASH64?: string | undefined;
  readonly ChecksumXXHASH3?: string | undefined;
  readonly ChecksumXXHASH128?: string | undefined;
  readonly Expires?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
  readonly Key: string;
  readonly WriteOffsetBytes?: number | undefined;
  readonly Metadata?: { readonly [key: string]: string } | undefined;
  readonly ServerSideEncryption?: ServerSideEncryption | undefined;
  readonly StorageClass?: StorageClass | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly SseCustomerAlgorithm?: string | undefined;
  readonly SseCustomerKey?: string | undefined;
  readonly SseCustomerKeyMD5?: string | undefined;
  readonly SsekmsKeyId?: string | undefined;
  readonly SsekmsEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly Tagging?: string | undefined;
  readonly ObjectLockMode?: ObjectLockMode | undefined;
  readonly ObjectLockRetainUntilDate?: string | undefined;
  readonly ObjectLockLegalHoldStatus?: ObjectLockLegalHoldStatus | undefined;
  readonly ObjectLockEventHold?: ObjectLockEventHold | undefined;
  readonly ObjectLockEventHoldDurationDays?: number | undefined;
  readonly ObjectLockEventHoldDurationYears?: number | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface PutObjectTaggingOutput {
  readonly VersionId?: string | undefined;
}

export interface PutObjectTaggingRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly Tagging: Tagging;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
}

export type QuoteFields = "ALWAYS" | "ASNEEDED";

export type ReplicationStatus = "COMPLETE" | "COMPLETED" | "FAILED" | "PENDING" | "REPLICA";

export type RequestCharged = "requester";

export type RequestPayer = "requester";

export interface RestoreObjectOutput {
  readonly RequestCharged?: RequestCharged | undefined;
  readonly RestoreOutputPath?: string | undefined;
}

export interface RestoreObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly RestoreRequest?: RestoreRequest | undefined;
  readonly RequestPayer?: RequestPayer | undefined;
  readonly ChecksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface RestoreRequest {
  readonly Days?: number | undefined;
  readonly GlacierJobParameters?: GlacierJobParameters | undefined;
  readonly Type?: RestoreRequestType | undefined;
  readonly Tier?: Tier | undefined;
  readonly Description?: string | undefined;
  readonly SelectParameters?: SelectParameters | undefined;
  readonly OutputLocation?: OutputLocation | undefined;
}

export type RestoreRequestType = "SELECT";

export interface RestoreStatus {
  readonly IsRestoreInProgress?: boolean | undefined;
  readonly RestoreExpiryDate?: string | undefined;
}

export interface S3Location {
  readonly BucketName: string;
  readonly Prefix: string;
  readonly Encryption?: Encryption | undefined;
  readonly CannedACL?: ObjectCannedACL | undefined;
  readonly AccessControlList?: readonly Grant[] | undefined;
  readonly Tagging?: Tagging | undefined;
  readonly UserMetadata?: readonly MetadataEntry[] | undefined;
  readonly StorageClass?: StorageClass | undefined;
}

export interface SelectParameters {
  readonly InputSerialization: InputSerialization;
  readonly ExpressionType: ExpressionType;
  readonly Expression: string;
  readonly OutputSerialization: OutputSerialization;
}

export type ServerSideEncryption = "AES256" | "aws:backup" | "aws:fsx" | "aws:kms" | "aws:kms:dsse";

export type StorageClass = "AWS_BACKUP_LOW_COST_WARM" | "AWS_BACKUP_WARM" | "DEEP_ARCHIVE" | "EXPRESS_ONEZONE" | "FSX_ONTAP" | "FSX_OPENZFS" | "GLACIER" | "GLACIER_IR" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "OUTPOSTS" | "REDUCED_REDUNDANCY" | "SNOW" | "STANDARD" | "STANDARD_IA";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Tagging {
  readonly TagSet: readonly Tag[];
}

export type TaggingDirective = "COPY" | "REPLACE";

export type Tier = "Bulk" | "Expedited" | "Standard";

export type Type = "AmazonCustomerByEmail" | "CanonicalUser" | "Group";

export interface _Error {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
}

export interface _Object {
  readonly Key?: string | undefined;
  readonly LastModified?: string | undefined;
  readonly ETag?: string | undefined;
  readonly ChecksumAlgorithm?: readonly ChecksumAlgorithm[] | undefined;
  readonly ChecksumType?: ChecksumType | undefined;
  readonly Size?: number | undefined;
  readonly StorageClass?: ObjectStorageClass | undefined;
  readonly Owner?: Owner | undefined;
  readonly RestoreStatus?: RestoreStatus | undefined;
}

