using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Versioning;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Routing;

/// <summary>From a request to API, version and operation.</summary>
internal static class Resolver
{
    public static Problem? Resolve(Exchange exchange)
    {
        string target = exchange.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Problem? improper = RequestHygiene.Check(exchange.Context.Request, out List<string>? unwanted);
        string? malformed = RequestPath.Parse(target, out RequestPath path);
        (exchange.Path, exchange.UnwantedFields) = (path, unwanted);
        if (improper is not null)
            return improper;
        if (malformed is not null)
            return new Problem(ProblemTypes.MalformedRequest, malformed);
        if (exchange.Snapshot is not { } snapshot)
            return NotReady();
        if (snapshot.Apis.Find(path.Text) is not { } api)
            return new Problem(ProblemTypes.ApiNotRegistered, "No registered API has a base path that this path begins with.");

        exchange.Api = api;
        Problem? problem = VersionNegotiation.Choose(exchange, api);
        if (problem is null)
            ResolveOperation(exchange, api);
        return problem;
    }

    private static void ResolveOperation(Exchange exchange, ApiEntry api)
    {
        ReadOnlySpan<char> text = exchange.Path.Text[api.BasePath.Length..];
        if (exchange.PrefixSegments > api.BaseSegments)
        {
            int slash = text[1..].IndexOf('/');
            text = slash < 0 ? default : text[(slash + 1)..];
        }

        Span<PathCapture> captures = stackalloc PathCapture[OperationMatcher.MaxCaptures];
        MethodSet? methods = exchange.Version!.Model.Contract.Matcher.Match(text, captures, out int count, out MethodSet? lookalike);
        if (methods is null)
        {
            exchange.Unmatched = new Problem(
                ProblemTypes.OperationNotFound,
                $"The contract of '{api.Name}' {exchange.Version.Part.Version} has no path that matches '{Shown(text)}'.");
            return;
        }

        if (methods.Find(exchange.Context.Request.Method) is not { } operation)
        {
            exchange.Unmatched = new Problem(ProblemTypes.MethodNotAllowed, $"The contract offers {methods.Allow} on this path.")
            {
                Headers = [Problem.Header("Allow", methods.Allow)],
            };
            return;
        }

        // Many back ends would carry out the other operation, which may ask for other scopes.
        if (lookalike?.Find(exchange.Context.Request.Method) is { } other)
        {
            exchange.Unmatched = new Problem(
                ProblemTypes.MalformedRequest,
                $"The path '{Shown(text)}' differs from '{other.Template}' of the contract in capitals only, and is not '{operation.Template}' to everybody. Write it as the contract does.");
            return;
        }

        exchange.Operation = operation;
        exchange.Settings = exchange.Version.Model.Settings[operation.Index];
        if (exchange.HasVersionQuery && !operation.QueryParameters.Contains(api.VersionRules.Query))
            exchange.Context.Request.QueryString = VersionQuery.Without(exchange.Context.Request.QueryString.Value!, api.VersionRules.Query);
        if (count > 0)
        {
            int before = exchange.Path.Text.Length - text.Length;
            Range[] values = new Range[count];
            for (int i = 0; i < count; i++)
                values[i] = exchange.Path.RawRange(before + captures[i].Start, captures[i].Length);
            exchange.PathValues = values;
        }
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length == 0 ? "/" : text.Length <= 200 ? text.ToString() : $"{text[..200]}...";

    private static Problem NotReady() => new(ProblemTypes.GatewayNotReady, "The gateway waits for its first snapshot.")
    {
        Headers = [Problem.Header("Retry-After", "5")],
    };
}
