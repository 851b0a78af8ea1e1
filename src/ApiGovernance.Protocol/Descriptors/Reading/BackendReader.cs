namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class BackendReader
{
    private const int DefaultTimeoutSeconds = 100;
    private const int MaxEnvironments = 20;
    private const int MaxWindows = 100;
    private const int MaxWaitMilliseconds = 60_000;
    private const int MaxQueueLength = 100_000;
    private const int MaxAdaptive = 10_000;
    private const int MaxDestinations = 20;

    public static BackendSpec Read(NodeReader spec) => new(
        spec.Text("owner", TextRule.Name),
        spec.Text("system", TextRule.Name),
        spec.Text("address", TextRule.ServerUrl))
    {
        TimeoutSeconds = spec.Integer("timeoutSeconds", 1, 600) ?? DefaultTimeoutSeconds,
        MaxConcurrency = spec.Integer("maxConcurrency", 1, int.MaxValue),
        Environments = spec.Map("environments", Environment, TextRule.Name, MaxEnvironments),
        Destinations = spec.Texts("destinations", TextRule.ServerUrl, maximum: MaxDestinations),
        Breaker = spec.Object("breaker", BackendResilienceReader.Breaker),
        Health = spec.Object("health", BackendResilienceReader.Health),
        HonoursIdempotencyKey = spec.Flag("honoursIdempotencyKey") ?? false,
        Limits = spec.Object("limits", Limits) ?? new BackendLimits(),
        Calendar = Calendar(spec),
        Identity = spec.Choice<BackendIdentity>("identity", BackendIdentity.Headers),
        Credentials = BackendCredentialsReader.Read(spec),
        Queue = spec.Object("queue", Queue),
        AdaptiveConcurrency = spec.Object("adaptiveConcurrency", Adaptive),
    };

    private static BackendEnvironment Environment(NodeReader environments, string name) =>
        environments.Object(name, node => new BackendEnvironment(node.Text("address", TextRule.ServerUrl))) ?? new BackendEnvironment("");

    private static BackendLimits Limits(NodeReader limits) => new()
    {
        RequestsPerSecond = limits.Integer("requestsPerSecond", 1, int.MaxValue),
        RequestsPerMinute = limits.Integer("requestsPerMinute", 1, int.MaxValue),
        RequestsPerHour = limits.Integer("requestsPerHour", 1, int.MaxValue),
        RequestsPerDay = limits.Integer("requestsPerDay", 1, int.MaxValue),
        TransactionsPerDay = limits.Integer("transactionsPerDay", 1, int.MaxValue),
    };

    private static BackendQueue Queue(NodeReader queue) => new(
        queue.Integer("maxWaitMilliseconds", 1, MaxWaitMilliseconds, required: true) ?? 1,
        queue.Integer("maxLength", 1, MaxQueueLength, required: true) ?? 1);

    private static AdaptiveConcurrency Adaptive(NodeReader node)
    {
        var bounds = new AdaptiveConcurrency(
            node.Integer("min", 1, MaxAdaptive, required: true) ?? 1,
            node.Integer("max", 1, MaxAdaptive, required: true) ?? MaxAdaptive);
        if (bounds.Max < bounds.Min)
            node.Wrong("descriptor-range", "max", $"is {bounds.Max}, less than `min` {bounds.Min}.", "Write the smaller number as `min`.");
        return bounds;
    }

    private static IReadOnlyList<CalendarWindow> Calendar(NodeReader spec)
    {
        var names = new UniqueNames("window");
        IReadOnlyList<CalendarWindow> windows = spec.List("calendar", item => CalendarReader.Read(item, names), maximum: MaxWindows);
        if (!spec.Findings.HasErrors)
            CalendarReader.CheckOverlaps(spec, "calendar", windows);
        return windows;
    }
}
