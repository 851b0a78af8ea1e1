using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>Which version of which API a contract is, as the <c>api.yaml</c> in or above its folder says.</summary>
internal sealed record CatalogPlace(string Api, string Version)
{
    private const string FileName = "api.yaml";

    // apis/<api>/api.yaml names <version>/openapi.yaml; a folder or two between do no harm.
    private const int Highest = 4;

    /// <summary>Null when only the command line told the API.</summary>
    public ApiDescriptor? Descriptor { get; init; }

    public ApiStage? Stage => Descriptor?.Spec.Versions.FirstOrDefault(version => version.Name == Version)?.Stage;

    public Visibility? Visibility => Descriptor?.Spec.Visibility;

    /// <summary>The owning team.</summary>
    public string? Owner => Descriptor?.Spec.Owner;

    public override string ToString() => $"{Api}/{Version}";

    /// <param name="contract">From the current folder.</param>
    /// <param name="read">Gives a file's bytes by its path from the current folder, null for none.</param>
    /// <returns>Null when no descriptor names the contract; a problem when one is there and cannot be read.</returns>
    public static (CatalogPlace? Place, string? Problem) Find(string contract, Func<string, byte[]?> read)
    {
        string full = Path.GetFullPath(contract);
        string? folder = Path.GetDirectoryName(full);
        for (int level = 0; level < Highest && folder is not null; level++, folder = Path.GetDirectoryName(folder))
        {
            string shown = Path.GetRelativePath(".", Path.Combine(folder, FileName)).Replace('\\', '/');
            if (read(shown) is not { } bytes)
                continue;
            DescriptorReadResult result = DescriptorReader.Read(DocumentReader.Read(shown, bytes));
            if (result.Descriptor is not { } descriptor)
            {
                Finding? error = result.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
                return (null, $"{error?.Source?.ToString() ?? shown} {error?.Message ?? "It is no descriptor."}");
            }

            if (descriptor is ApiDescriptor api
                && api.Spec.Versions.FirstOrDefault(version => Path.GetFullPath(Path.Combine(folder, version.Contract)) == full) is { } named)
            {
                return (new CatalogPlace(api.Name, named.Name) { Descriptor = api }, null);
            }
        }

        return (null, null);
    }
}
