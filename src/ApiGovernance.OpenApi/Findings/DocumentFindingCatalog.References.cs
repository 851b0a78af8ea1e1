namespace ApiGovernance.OpenApi.Findings;

public static partial class DocumentFindingCatalog
{
    private static IEnumerable<DocumentFindingDefinition> References() =>
    [
        Error("reference-unresolved", "A reference names a file, a place, an anchor or an identifier that does not exist. (A warning for a link's operationRef.)", "Define it, correct the reference, or submit the file too."),
        Error("reference-remote", "A reference leads to a network address. Nothing is fetched without leave. (A warning for a link's operationRef.)", "Put a copy beside the document and refer to that."),
        Error("reference-outside", "A reference leads out of the folder of the contract, by .., an absolute path, a drive or a file: address.", "Keep every file of the contract below the folder of its root document."),
        Error("reference-cycle", "References lead to references in a circle, so there is no definition.", "Let one of them hold the definition."),
        Error("reference-chain", "A reference leads through more references than the budget.", "Refer to the definition itself."),
        Error("reference-not-a-string", "The value of $ref is not a string.", "Write a reference such as '#/components/schemas/Order'."),
        Error("reference-wrong-kind", "A reference leads to another kind of thing than belongs in its place, e.g. to a schema in the place of a parameter.", "Refer to a thing of the right kind."),
        Warning("reference-not-allowed", "A reference stands where the format allows none. It is followed all the same; other tools may refuse it.", "Write out what it refers to."),
        Warning("reference-duplicate-id", "Two schemas or documents have the same $id or $self; references lead to the first.", "Give each an identifier of its own."),
        Warning("reference-duplicate-anchor", "An anchor is declared twice in one schema resource; references lead to the first.", "Give each anchor a name of its own."),
        Info("reference-siblings-ignored", "In Swagger 2.0 and OpenAPI 3.0 what stands beside a $ref does not count, path items excepted. Texts and examples beside it are not reported.", "Put it where the reference leads, or into an allOf beside the reference."),
    ];
}
