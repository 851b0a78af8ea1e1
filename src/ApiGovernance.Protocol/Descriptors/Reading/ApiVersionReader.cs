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
            Changelog = item.OptionalText("changelog", TextRule.HttpUrl),
            Backend = item.OptionalText("backend", TextRule.Name),
            ReleasedOn = item.Date("releasedOn"),
            Canary = item.Object("canary", VersionTrafficReader.Canary),
            Shadow = item.Object("shadow", VersionTrafficReader.Shadow),
        };
        version = version with { BrownOuts = VersionTrafficReader.BrownOuts(item, version.Name, version.Stage, version.Sunset) };
        version = Validation(version, item.Object("validation"));
        LifecycleDates.Check(item, "version", version.Name, version.Stage, version.DeprecatedOn, version.Sunset);
        return version;
    }

    private static ApiVersionSpec Validation(ApiVersionSpec version, NodeReader? node)
    {
        if (node is null)
            return version;
        version = version with
        {
            RequestValidation = node.Choice<ValidationMode>("request", version.RequestValidation),
            ResponseValidation = node.Choice<ValidationMode>("response", version.ResponseValidation),
        };
        node.Close();
        return version;
    }
}
