using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What a descriptor says about others, checked against all that is registered.</summary>
internal static class EstateCheck
{
    private const string Catalog = "catalog:";

    /// <summary>The errors that the submitted descriptor would bring in; what was wrong before is not its fault.</summary>
    public static IReadOnlyList<Finding> Of(CatalogState state, PolicySet policies, LoadedDescriptor submitted)
    {
        LoadedDescriptor[] registered = Registered(state, policies);
        LoadedDescriptor[] others = [.. registered.Where(other => !Same(other.Descriptor, submitted.Descriptor))];
        HashSet<string> before = [.. DescriptorRules.Check(registered).Select(Identity)];
        return
        [
            .. DescriptorRules.Check([.. others, submitted])
                .Where(finding => finding.Severity == Severity.Error && (IsOf(submitted, finding) || !before.Contains(Identity(finding)))),
        ];
    }

    /// <summary>The errors that a folder would bring in: its records in the place of those of their names, and without those that go.</summary>
    public static IReadOnlyList<Finding> After(CatalogState state, PolicySet policies, IReadOnlyList<LoadedDescriptor> folder, IReadOnlyList<Descriptor> gone)
    {
        LoadedDescriptor[] registered = Registered(state, policies);
        HashSet<(string, string)> replaced = [.. folder.Select(loaded => (loaded.Descriptor.Kind, loaded.Descriptor.Name)), .. gone.Select(one => (one.Kind, one.Name))];
        HashSet<string> before = [.. DescriptorRules.Check(registered).Select(Identity)];
        return
        [
            .. DescriptorRules.Check([.. registered.Where(other => !replaced.Contains((other.Descriptor.Kind, other.Descriptor.Name))), .. folder])
                .Where(finding => finding.Severity == Severity.Error && !before.Contains(Identity(finding))),
        ];
    }

    /// <summary>The errors that would be left when a descriptor were not there, each with who refers to it as its place.</summary>
    public static IReadOnlyList<Finding> Without(CatalogState state, PolicySet policies, Descriptor removed)
    {
        LoadedDescriptor[] registered = Registered(state, policies);
        HashSet<string> before = [.. DescriptorRules.Check(registered).Select(Identity)];
        return
        [
            .. DescriptorRules.Check([.. registered.Where(other => !Same(other.Descriptor, removed))])
                .Where(finding => finding.Severity == Severity.Error && !before.Contains(Identity(finding))),
        ];
    }

    /// <summary>Which record a finding is about, as <c>Kind/name</c>.</summary>
    public static string NameOf(Finding finding) =>
        finding.Source?.File is { } file && file.StartsWith(Catalog, StringComparison.Ordinal) ? file[Catalog.Length..] : "";

    /// <summary>Issuers are kept with the policies, so the folder's own rules cannot know them.</summary>
    public static IEnumerable<Finding> UnknownIssuers(IReadOnlyList<LoadedDescriptor> descriptors, PolicySet policies) =>
        DescriptorRules.Check([.. descriptors, Load(Issuers(policies))]).Where(finding => finding.RuleId == "descriptor-unknown-issuer");

    private static LoadedDescriptor[] Registered(CatalogState state, PolicySet policies) =>
        [.. state.Descriptors.Select(stored => stored.Descriptor).Concat(state.Apis.Select(api => api.Whole)).Append(Issuers(policies)).Select(Load)];

    public static bool Same(Descriptor one, Descriptor other) => one.Kind == other.Kind && one.Name == other.Name;

    private static bool IsOf(LoadedDescriptor submitted, Finding finding) => finding.Source?.File == submitted.Document.Path;

    private static string Identity(Finding finding) => $"{finding.RuleId}\u001f{finding.Source?.File}\u001f{finding.Message}";

    private static IssuersDescriptor Issuers(PolicySet policies) =>
        new() { Metadata = new DescriptorMetadata("issuers"), Issuers = policies.Issuers };

    /// <summary>A descriptor that no text was read for.</summary>
    public static LoadedDescriptor Load(Descriptor descriptor)
    {
        // There is no text to point into; the name says where it is registered.
        string path = $"{Catalog}{descriptor.Kind}/{descriptor.Name}";
        SourceDocument document = new()
        {
            Path = path,
            Uri = path,
            Root = DocumentNode.Null(new SourceSpan(path, 1, 1, 1, 1)),
            Bytes = default,
            Findings = [],
        };
        return new LoadedDescriptor(descriptor, document, path);
    }
}
