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
        // One byte past the limit is enough for the reader to refuse it.
        byte[] buffer = new byte[81_920];
        while (text.Length <= ReadLimits.Default.MaxBytes && await input.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            text.Write(buffer, 0, read);
        return DocumentBundle.FromBytes("stdin", text.ToArray());
    }
}
