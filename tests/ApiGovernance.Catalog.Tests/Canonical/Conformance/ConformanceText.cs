using System.Globalization;
using System.Text;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>A report as text for approved outputs, and the models to check against.</summary>
internal static class ConformanceText
{
    public static string Folder => RepositoryPaths.At("tests/ApiGovernance.Catalog.Tests/Canonical/Conformance");

    /// <summary>The repository's own canonical entities.</summary>
    public static CanonicalModel RepositoryModel { get; } = Load(RepositoryPaths.At("catalog"));

    /// <summary>A small model, so that a case shows what it is about.</summary>
    public static CanonicalModel SmallModel { get; } = Load(Path.Combine(Folder, "SmallCatalog"));

    public static CanonicalModel Load(string catalog)
    {
        CatalogFolderContent content = CatalogFolder.Load(catalog);
        content.Findings.Where(f => f.Severity == Severity.Error).ShouldBeEmpty();
        CanonicalModel model = CanonicalModel.From(content);
        model.Findings.ShouldBeEmpty();
        return model;
    }

    public static ApiContract Contract(string text) =>
        ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(text)).Contract.ShouldNotBeNull();

    public static string Of(ConformanceReport report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"score {report.Score?.ToString(CultureInfo.InvariantCulture) ?? "none"}\n");
        foreach (SchemaConformance schema in report.Schemas)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{schema.Schema}: {schema.Entity} by {schema.Sign} ({schema.Confidence:0.###}) as {schema.Role}, score {schema.Score}: ");
            text.Append(CultureInfo.InvariantCulture, $"{schema.Conforming} of {schema.Expected} conform, {schema.Deviating} deviate, {schema.Missing} missing\n");
            text.Append(CultureInfo.InvariantCulture, $"  used by {(schema.Operations.Count == 0 ? "no operation" : string.Join(", ", schema.Operations))}\n");
        }

        foreach (string name in report.OptedOut)
            text.Append(CultureInfo.InvariantCulture, $"\n{name}: none\n");
        text.Append('\n');
        foreach (Finding finding in report.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{finding.Severity.ToString().ToLowerInvariant()} {finding.RuleId} {finding.Pointer}\n");
            text.Append(CultureInfo.InvariantCulture, $"  {finding.Message}\n");
        }

        return text.ToString();
    }
}
