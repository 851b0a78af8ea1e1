using ApiGovernance.Cli.Lint;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>A contract that others are compared with for overlap.</summary>
/// <param name="File">From the current folder.</param>
/// <param name="Root">The folder whose files its references may reach.</param>
/// <param name="Place">Null when no descriptor says what it is; it is then known by its title.</param>
internal sealed record OtherContract(string File, string Root, CatalogPlace? Place)
{
    /// <summary>Null when it cannot be read.</summary>
    public ApiContract? Read()
    {
        try
        {
            DocumentBundle bundle = DocumentBundle.FromFile(File, rootFolder: Root);
            return bundle.Root.IsReadable && ContractCheck.IsContract(bundle.Root.Root) ? ContractReader.Read(bundle).Contract : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Those of a run's documents that are files.</summary>
    public static IReadOnlyList<OtherContract> Given(IReadOnlyList<LintInput> inputs) =>
    [
        .. inputs.OfType<DiskInput>().Where(input => System.IO.File.Exists(input.File) && DocumentLint.MayDescribe(input.File))
            .Select(input => new OtherContract(input.File, input.BundleFolder, ContractCheck.DescribedPlace(input.File))),
    ];

    /// <summary>All of a catalog's folder whose versions still offer something, and the files that should be such and cannot be read.</summary>
    public static (IReadOnlyList<OtherContract> Contracts, IReadOnlyList<string> Unreadable) OfFolder(string catalog)
    {
        List<OtherContract> contracts = [];
        List<string> unreadable = [];
        string apis = Path.Combine(catalog, "apis");
        foreach (string folder in Directory.Exists(apis) ? [.. Directory.EnumerateDirectories(apis).Order(StringComparer.Ordinal)] : Array.Empty<string>())
        {
            string file = Path.Combine(folder, "api.yaml");
            if (!System.IO.File.Exists(file))
                continue;
            (string shown, ApiDescriptor? api, _) = CatalogDescriptors.Read<ApiDescriptor>(file);
            if (api is null)
                unreadable.Add(shown);
            contracts.AddRange((api?.Spec.Versions ?? []).Where(version => version.Stage != ApiStage.Retired).Select(version => new OtherContract(
                Path.GetRelativePath(".", Path.Combine(folder, version.Contract)).Replace('\\', '/'), folder,
                new CatalogPlace(api!.Name, version.Name) { Descriptor = api, Catalog = catalog })));
        }

        return (contracts, unreadable);
    }
}
