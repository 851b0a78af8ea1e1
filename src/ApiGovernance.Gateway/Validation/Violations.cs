using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Counts what breaks a contract, and tells of what passes all the same. Places are told, values never.</summary>
internal sealed partial class Violations(GatewayMetrics metrics, ILogger<Violations> logger)
{
    public const string Request = "request";
    public const string Response = "response";

    private const int PlacesTold = 5;

    /// <returns>The problem where it is enforced; else null.</returns>
    public Problem? Judge(Exchange exchange, Problem problem, string direction, ValidationMode mode)
    {
        metrics.ValidationFailed(exchange.Version!.Part, exchange.Operation!, problem.Type, direction, mode);
        if (mode == ValidationMode.Enforce)
            return problem;
        if (logger.IsEnabled(LogLevel.Information))
        {
            Passed(
                direction, exchange.Version.Part.Api, exchange.Version.Part.Version, exchange.Operation!.Name, exchange.Consumer?.Name, problem.Type.Id,
                Places(problem), exchange.CorrelationId);
        }

        return null;
    }

    private static string Places(Problem problem) => string.Join(
        ", ",
        problem.Members.Select(member => member.Value).OfType<IEnumerable<ProblemError>>().SelectMany(errors => errors).Take(PlacesTold)
            .Select(error => $"{Printable(error.Parameter ?? error.Pointer)} {error.Keyword}".Trim()));

    /// <summary>The names in it are the caller's own, and must not break the line.</summary>
    private static string? Printable(string? place) => place?.Any(char.IsControl) == true
        ? string.Concat(place.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : place;

    [LoggerMessage(1, LogLevel.Information,
        "A {Direction} of {Api} {Version} {Operation} breaks the contract and passes (consumer {Consumer}, problem {Problem}, places {Places}, correlation {CorrelationId})")]
    private partial void Passed(
        string direction, string api, string version, string operation, string? consumer, string problem, string places, string correlationId);
}
