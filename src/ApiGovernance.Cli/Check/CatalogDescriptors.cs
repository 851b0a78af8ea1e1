using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>The descriptors of one kind in a catalog's folder, without the rest of it.</summary>
internal static class CatalogDescriptors
{
    private const string Suffix = ".yaml", SchemaSuffix = ".schema.yaml";

    /// <summary>Each file below <paramref name="folder"/> with its descriptor, or with what is wrong with it.</summary>
    public static IEnumerable<(string File, T? Descriptor, IReadOnlyList<Finding> Problems)> Of<T>(string folder)
        where T : Descriptor => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*" + Suffix)
            .Where(file => !file.EndsWith(SchemaSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read<T>);

    public static (string File, T? Descriptor, IReadOnlyList<Finding> Problems) Read<T>(string file)
        where T : Descriptor
    {
        string shown = Path.GetRelativePath(".", file).Replace('\\', '/');
        DescriptorReadResult result = DescriptorReader.Read(DocumentReader.Read(shown, File.ReadAllBytes(file)));
        return (shown, result.Descriptor as T, [.. result.Findings.Where(finding => finding.Severity == Severity.Error)]);
    }
}
