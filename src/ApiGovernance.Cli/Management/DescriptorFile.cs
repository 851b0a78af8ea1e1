using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management;

/// <summary>A descriptor in a file or on standard input, read before it is sent, so that its errors are told by line.</summary>
internal sealed record DescriptorFile(string File, Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)
{
    /// <param name="kind">What it must be; null for any.</param>
    /// <exception cref="CommandRefusal">It cannot be read, or is another kind.</exception>
    public static async Task<DescriptorFile> ReadAsync(string file, string? kind, CancellationToken stop)
    {
        DocumentInput input = file == StandardInput.Sign ? new StandardInput() : new FileInput(file);
        SourceDocument document = (await input.LoadAsync(new Uri("http://localhost"), stop)).Root;
        DescriptorReadResult read = DescriptorReader.Read(document, allowNoVersions: true);
        if (read.Descriptor is not { } descriptor)
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable,
                $"{file} is no descriptor:" + string.Concat(read.Findings.Where(finding => finding.Severity == Severity.Error)
                    .Select(finding => $"{Environment.NewLine}  {finding.Source} {finding.Message}{(finding.Fix is { } fix ? $" ({fix})" : "")}")),
                "Mend the file; nothing was sent. docs/reference/descriptors.md has every kind with its members.");
        }

        return kind is null || descriptor.Kind == kind
            ? new DescriptorFile(file, descriptor, document.Bytes)
            : throw new CommandRefusal(ExitCodes.Usage, $"{file} describes a {descriptor.Kind}, not a {kind}.", $"Give a descriptor of kind {kind}, or use `apigov record put`.");
    }
}
