using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A document on standard input. It has no neighbours, so references to files lead nowhere.</summary>
internal sealed record StandardInput() : DocumentInput(Sign)
{
    public const string Sign = "-";

    public override async Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        using MemoryStream text = new();
        await using Stream input = Console.OpenStandardInput();
        await input.CopyToAsync(text, cancellationToken);
        return DocumentBundle.FromBytes("stdin", text.ToArray());
    }
}
