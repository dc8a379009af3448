import { expect, it } from "vitest";
import { maskSecrets } from "../../../src/local/services/events/mask-secrets.ts";

const secret = 'p "a/ß';

it.each([
  ["as it is", secret],
  ["in JSON", JSON.stringify(secret).slice(1, -1)],
  ["in a URL", encodeURIComponent(secret)],
  ["in a form", new URLSearchParams([["", secret]]).toString().slice(1)],
  ["in base64", Buffer.from(secret).toString("base64")],
  ["as an Authorization header", Buffer.from(`anna:${secret}`).toString("base64")],
])("masks a password that comes back %s", (_, text) => {
  const BasicAuthParameters = { Username: "anna", Password: secret };
  expect(maskSecrets(`anna <${text}>, ${text}`, { BasicAuthParameters })).toBe("anna <***>, ***");
});

it("masks keys and the parameters that are secret, and no others", () => {
  const parameters = {
    ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "key-1" },
    InvocationHttpParameters: {
      HeaderParameters: [{ Key: "a", Value: "key-1-longer", IsValueSecret: true }],
      BodyParameters: [{ Key: "b", Value: "open", IsValueSecret: false }],
      QueryStringParameters: [{ Key: "c", Value: "", IsValueSecret: true }],
    },
  };
  expect(maskSecrets("x-key key-1, key-1-longer, open", parameters)).toBe("x-key ***, ***, open");
});
