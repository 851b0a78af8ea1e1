namespace ApiGovernance.OpenApi.Findings;

/// <summary>All that reading texts, references, contracts and event descriptions may find; the reference page is made from it.</summary>
public static partial class DocumentFindingCatalog
{
    /// <summary>By family (text, references, contract, events), in the order of the reader.</summary>
    public static IReadOnlyList<DocumentFindingDefinition> All { get; } = [.. Texts(), .. References(), .. Contracts(), .. Parts(), .. Events()];

    public static DocumentFindingDefinition? Find(string id) => All.FirstOrDefault(definition => definition.Id == id);

    private static DocumentFindingDefinition Fatal(string id, string meaning, string remedy) => new(id, Severity.Error, true, meaning, remedy);

    private static DocumentFindingDefinition Error(string id, string meaning, string remedy) => new(id, Severity.Error, false, meaning, remedy);

    private static DocumentFindingDefinition Warning(string id, string meaning, string remedy) => new(id, Severity.Warning, false, meaning, remedy);

    private static DocumentFindingDefinition Info(string id, string meaning, string remedy) => new(id, Severity.Info, false, meaning, remedy);
}
