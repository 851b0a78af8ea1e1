using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Hosting;

/// <summary>Says at start-up where things are and what is insecure by default.</summary>
internal static class Banner
{
    public static void Write(ServeOptions options, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("ApiGovernance is up.");
        if (options.RunsGateway)
            Line(output, "gateway", $"{Trim(options.GatewayUrl)}   (health: /healthz, /readyz)");
        if (options.RunsControlPlane)
        {
            Line(output, "control plane", $"{Trim(options.ControlPlaneUrl)}   (health: /healthz, /readyz)");
            Line(output, "catalog API", $"{Trim(options.ControlPlaneUrl)}/api/v1   (described by /api/v1/openapi.json)");
        }
        else if (options.Role == ServeRole.Gateway)
        {
            Line(output, "snapshots from", Trim(options.ControlPlaneUrl));
        }

        if (options.RunsAuthority)
            Line(output, "token endpoint", $"{Trim(options.ControlPlaneUrl)}/connect/token   (client credentials)");
        if (options.Role is not ServeRole.Gateway)
        {
            Line(output, "catalog folder", Path.GetFullPath(options.CatalogDirectory));
            Line(output, "policies", Path.GetFullPath(options.PoliciesDirectory));
        }

        if (options.RunsControlPlane && options.SqlServer is not null)
            Line(output, "catalog store", $"SQL Server (named by {ServeOptions.SqlServerVariable})");
        Line(output, "data", Path.GetFullPath(options.DataDirectory));
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } collector)
            Line(output, "telemetry to", collector);
        else
            Line(output, "telemetry", "not exported (set OTEL_EXPORTER_OTLP_ENDPOINT)");
        foreach (string warning in Warnings(options))
            output.WriteLine($"  insecure by default: {warning}");
        output.WriteLine();
    }

    private static IEnumerable<string> Warnings(ServeOptions options)
    {
        if (options.RunsGateway && options.GatewayUrl.Scheme == "http")
            yield return "the gateway speaks plain HTTP; give --gateway https://... or put TLS in front of it.";
        if (options.RunsControlPlane && options.AdminToken is null && !options.HasAccessPolicy)
        {
            yield return "the catalog API asks nobody for a token, everybody on this machine is an architect (loopback only);"
                + $" write policies/access/access.yaml, or set {CatalogConnection.AdminTokenVariable}.";
        }

        if (options is { RunsAuthority: true, DevelopmentSecrets: true })
        {
            yield return $"client secrets for development stand in clear in {Path.GetFullPath(options.SecretsFile)};"
                + " production uses an issuer of yours (policies/traffic/issuers.yaml, --no-embedded-authority) or keys (--no-development-secrets).";
        }
    }

    private static void Line(TextWriter output, string what, string where) => output.WriteLine($"  {what,-15} {where}");

    private static string Trim(Uri url) => url.ToString().TrimEnd('/');
}
