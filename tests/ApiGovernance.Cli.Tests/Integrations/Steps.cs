using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Integrations;

/// <summary>One script of a pipeline's definition, as its file has it.</summary>
/// <param name="Environment">Values as they are written, expressions included.</param>
internal sealed record Step(string Name, string Script, IReadOnlyDictionary<string, string> Environment, string? Condition);

/// <summary>The definitions under <c>integrations/</c>, read by our own reader.</summary>
internal static class Steps
{
    public static DocumentNode Read(string relativePath)
    {
        SourceDocument document = DocumentReader.Read(relativePath, File.ReadAllBytes(RepositoryPaths.At(relativePath)));
        document.Findings.ShouldBeEmpty();
        return document.Root;
    }

    /// <param name="script">The member that holds it.</param>
    /// <param name="name">The member that names it.</param>
    public static IReadOnlyList<Step> Of(DocumentNode steps, string script, string name) =>
    [
        .. steps.Items.Where(step => step[script] is not null).Select(step => new Step(
            step[name]!.Text!,
            step[script]!.Text!,
            (step["env"]?.Members ?? []).ToDictionary(member => member.Name, member => member.Value.Text ?? "", StringComparer.Ordinal),
            step["if"]?.Text ?? step["condition"]?.Text)),
    ];
}
