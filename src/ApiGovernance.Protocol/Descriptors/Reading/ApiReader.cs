using ApiGovernance.Protocol.Descriptors.Reading.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class ApiReader
{
    private static readonly string[] Authentication = ["required", "none"];

    /// <param name="allowNoVersions">An API may be registered before its first contract is submitted.</param>
    public static ApiSpec Read(NodeReader spec, bool allowNoVersions)
    {
        var names = new UniqueNames("version");
        ApiSpec api = new()
        {
            Owner = spec.Text("owner", TextRule.Name),
            Domain = spec.Text("domain", TextRule.Name),
            Entity = spec.Text("entity", TextRule.Name),
            Visibility = spec.Choice<Visibility>("visibility"),
            DataClassification = spec.Choice<DataClassification>("dataClassification"),
            Backend = spec.Text("backend", TextRule.Name),
            System = spec.OptionalText("system", TextRule.Name),
            BasePath = spec.Text("basePath", TextRule.BasePath),
            Versioning = spec.Object("versioning", VersioningReader.Read) ?? new ApiVersioning(),
            Limits = Limits(spec.Object("limits")),
            AuthenticationRequired = spec.Word("authentication", Authentication) != "none",
            Policy = OperationPolicyReader.ReadPolicy(spec),
            Operations = OperationPolicyReader.ReadOperations(spec),
            Versions = spec.List("versions", item => ApiVersionReader.Read(item, names), allowNoVersions ? 0 : 1, required: !allowNoVersions),
        };
        IdempotencyPolicyReader.CheckCallers(spec, api.Policy, api.Operations);
        return api;
    }

    private static ApiLimits Limits(NodeReader? node)
    {
        var defaults = new ApiLimits();
        if (node is null)
            return defaults;
        var limits = new ApiLimits { MaxBodyBytes = node.Integer("maxBodyBytes", 0, int.MaxValue) ?? defaults.MaxBodyBytes };
        node.Close();
        return limits;
    }
}
