namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class BackendReader
{
    private const int DefaultTimeoutSeconds = 100;

    public static BackendSpec Read(NodeReader spec) => new(
        spec.Text("owner", TextRule.Name),
        spec.Text("system", TextRule.Name),
        spec.Text("address", TextRule.ServerUrl))
    {
        TimeoutSeconds = spec.Integer("timeoutSeconds", 1, 600) ?? DefaultTimeoutSeconds,
        MaxConcurrency = spec.Integer("maxConcurrency", 1, int.MaxValue),
    };
}
