using System.Globalization;

namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class ApiVersionReader
{
    public static ApiVersionSpec Read(NodeReader item, UniqueNames names)
    {
        var version = new ApiVersionSpec
        {
            Name = names.Read(item, "name", TextRule.VersionName),
            Stage = item.Choice<ApiStage>("stage"),
            Contract = item.Text("contract", TextRule.RelativeFile),
            UpstreamPath = item.OptionalText("upstreamPath", TextRule.UpstreamPath) ?? "",
            DeprecatedOn = item.Date("deprecatedOn"),
            Sunset = item.Date("sunset"),
            Successor = item.OptionalText("successor", TextRule.VersionName),
            Documentation = item.OptionalText("documentation", TextRule.HttpUrl),
            RequestValidation = RequestValidation(item.Object("validation")),
            Backend = item.OptionalText("backend", TextRule.Name),
        };
        CheckDates(item, version);
        return version;
    }

    private static ValidationMode RequestValidation(NodeReader? node)
    {
        if (node is null)
            return ValidationMode.Enforce;
        ValidationMode mode = node.Choice<ValidationMode>("request", ValidationMode.Enforce);
        node.Close();
        return mode;
    }

    private static void CheckDates(NodeReader item, ApiVersionSpec version)
    {
        if (version.Stage >= ApiStage.Deprecated && !item.Has("deprecatedOn"))
            Missing(item, version, "deprecatedOn", "the day since which it is deprecated: deprecatedOn: 2026-06-01");
        if (version.Stage == ApiStage.Deprecated && !item.Has("sunset"))
            Missing(item, version, "sunset", "the last day on which it answers: sunset: 2027-06-30");
        if (version is { DeprecatedOn: { } deprecatedOn, Sunset: { } sunset } && sunset < deprecatedOn)
        {
            item.Findings.Error(
                "descriptor-lifecycle",
                string.Create(CultureInfo.InvariantCulture, $"`{item.LabelOf("sunset")}` is {sunset:yyyy-MM-dd}, before `deprecatedOn` {deprecatedOn:yyyy-MM-dd}."),
                "Callers get notice first: choose a sunset after the day of deprecation.", item.PlaceOf("sunset"), item.PointerOf("sunset"));
        }
    }

    private static void Missing(NodeReader item, ApiVersionSpec version, string member, string fix)
    {
        string stage = version.Stage == ApiStage.Deprecated ? "deprecated" : "retired";
        item.Findings.Error(
            "descriptor-lifecycle", $"`{item.LabelOf(member)}` is missing: version `{version.Name}` is {stage}.", $"Add {fix}.",
            item.PlaceOf("stage"), item.Pointer);
    }
}
