/** What Lambda says of an archive that cannot be read. */
export function brokenArchive(): SyntaxError {
  return new SyntaxError("Could not unzip uploaded file. Please check your file, then try to upload again.");
}
