namespace ApiGovernance.Cli.Hosting;

/// <summary>`/healthz` (the process lives) and `/readyz` (it can do its work), for the control plane (the gateway answers its own).</summary>
internal static class Health
{
    /// <param name="readiness">Null when ready, else what is missing.</param>
    /// <param name="notes">What an operator should know although it is ready.</param>
    public static void MapHealth(this WebApplication app, string plane, Func<string?> readiness, Func<IReadOnlyList<string>> notes)
    {
        app.MapGet("/healthz", () => Results.Json(new { status = "live", plane }));
        app.MapGet("/readyz", () => readiness() is { } missing
            ? Results.Json(new { status = "not ready", plane, missing }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready", plane, notes = notes() }));
    }
}
