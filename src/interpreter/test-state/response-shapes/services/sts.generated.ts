// From botocore 1.43.11 (Apache-2.0), data/sts/2011-06-15/service-2.json. Made by src/cli/generate-aws/response-shapes/main.ts; do not edit.
import type { ServiceShapes } from "../service-shapes.ts";

export const shapes = JSON.parse(String.raw`{"operations":{"AssumeRole":0,"AssumeRoleWithSAML":8,"AssumeRoleWithWebIdentity":9,"AssumeRoot":11,"DecodeAuthorizationMessage":12,"GetAccessKeyInfo":13,"GetCallerIdentity":14,"GetDelegatedAccessToken":15,"GetFederationToken":16,"GetSessionToken":19,"GetWebIdentityToken":20},"shapes":[
["o",{"Credentials":1,"AssumedRoleUser":3,"PackedPolicySize":6,"SourceIdentity":7}],
["o",{"AccessKeyId":2,"SecretAccessKey":"s","SessionToken":"s","Expiration":"t"},["AccessKeyId","SecretAccessKey","SessionToken","Expiration"]],
["s",16,128],
["o",{"AssumedRoleId":4,"Arn":5},["AssumedRoleId","Arn"]],
["s",2,193],
["s",20,2048],
["n",0],
["s",2,64],
["o",{"Credentials":1,"AssumedRoleUser":3,"PackedPolicySize":6,"Subject":"s","SubjectType":"s","Issuer":"s","Audience":"s","NameQualifier":"s","SourceIdentity":7}],
["o",{"Credentials":1,"SubjectFromWebIdentityToken":10,"AssumedRoleUser":3,"PackedPolicySize":6,"Provider":"s","Audience":"s","SourceIdentity":7}],
["s",6,255],
["o",{"Credentials":1,"SourceIdentity":7}],
["o",{"DecodedMessage":"s"}],
["o",{"Account":"s"}],
["o",{"UserId":"s","Account":"s","Arn":5}],
["o",{"Credentials":1,"PackedPolicySize":6,"AssumedPrincipal":5}],
["o",{"Credentials":1,"FederatedUser":17,"PackedPolicySize":6}],
["o",{"FederatedUserId":18,"Arn":5},["FederatedUserId","Arn"]],
["s",2,193],
["o",{"Credentials":1}],
["o",{"WebIdentityToken":"s","Expiration":"t"}]
]}`) as ServiceShapes;
