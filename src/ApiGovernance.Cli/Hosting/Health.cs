namespace ApiGovernance.Cli.Hosting;

/// <summary>`/healthz` (the process lives) and `/readyz` (it can do its work), the same on both planes.</summary>
internal static class Health
{
    /// <param name="readiness">Null when ready, else what is missing.</param>
    public static void MapHealth(this WebApplication app, string plane, Func<string?> readiness)
    {
        app.MapGet("/healthz", () => Results.Json(new { status = "live", plane }));
        app.MapGet("/readyz", () => readiness() is { } missing
            ? Results.Json(new { status = "not ready", plane, missing }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready", plane }));
    }
}
