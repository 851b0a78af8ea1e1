using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>A small request that a contract takes: its path filled in, with what it must have and nothing else.</summary>
internal sealed record SampleRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Names and values as on the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Method and target, e.g. <c>GET /orders/123?status=open</c>.</summary>
    public string Line => Query.Count == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{string.Join('&', Query.Select(pair => $"{pair.Key}={pair.Value}"))}";

    public static SampleRequest Of(ApiOperation operation, ExampleValues values) => Of(operation, values, BasePaths.Shown(operation, null));

    /// <param name="basePath">The one of the operation's servers to call.</param>
    public static SampleRequest Of(ApiOperation operation, ExampleValues values, string basePath)
    {
        SampleRequest request = new() { Method = operation.Method, Path = basePath + UrlPath.Fill(operation.Path, name => name.StartsWith('$') ? $"{{{name}}}" : PathValue(operation, name, values)) };
        foreach (ApiParameter parameter in operation.Parameters.Where(parameter => parameter.Required && !parameter.IsIgnored))
            request = request.With(parameter, values);
        return request;
    }

    public SampleRequest With(ApiParameter parameter, ExampleValues values) => parameter.In switch
    {
        ParameterLocation.Query => values.Query(parameter).Split('&').Aggregate(WithoutQuery(parameter.Name), (request, field) => request.AndQuery(field)),
        ParameterLocation.Header => WithHeader(parameter.Name, values.Header(parameter)),
        ParameterLocation.Cookie => WithHeader("Cookie", values.Cookie(parameter)),
        _ => this,
    };

    public SampleRequest WithQuery(string name, string text) => WithoutQuery(name).AndQuery($"{Uri.EscapeDataString(name)}={text}");

    /// <summary>Cookies share one header (RFC 6265, 5.4).</summary>
    public SampleRequest WithHeader(string name, string value) => name == "Cookie" && Headers.FirstOrDefault(header => header.Key == name).Value is { } cookies
        ? this with { Headers = [.. Headers.Select(header => header.Key == name ? new KeyValuePair<string, string>(name, $"{cookies}; {value}") : header)] }
        : this with { Headers = [.. Headers, new(name, value)] };

    private SampleRequest WithoutQuery(string name) => this with { Query = [.. Query.Where(pair => pair.Key != Uri.EscapeDataString(name))] };

    private SampleRequest AndQuery(string field) => field.Split('=', 2) is [{ } name, { } text] ? this with { Query = [.. Query, new(name, text)] } : this;

    /// <summary>The base takes it and the revision does not.</summary>
    /// <param name="how">What of it matters, to stand after the request line: <c> without the header `A`</c>.</param>
    /// <param name="reason">What the revision says.</param>
    public Proof Refused(string how, string reason) => new($"{Line}{how} was fine and is refused now", Exchange(reason));

    /// <summary>A request that is taken as before, and what a caller can no longer rely on.</summary>
    public Proof Unheard(string how, string reason) => new($"{Line}{how}", Exchange(reason));

    /// <summary>An answer which the revision may give and the base does not describe.</summary>
    public Proof Answered(string status, IReadOnlyList<KeyValuePair<string, string>> headers, string how, string reason) => new(
        $"{Line} {how}",
        new WitnessExchange { IsRequest = false, RequestLine = Line, Status = status, Headers = headers, Reason = reason });

    private WitnessExchange Exchange(string reason) => new() { IsRequest = true, RequestLine = Line, Headers = Headers, Reason = reason };

    private static string PathValue(ApiOperation operation, string name, ExampleValues values)
    {
        if (operation.Parameters.FirstOrDefault(candidate => candidate.In == ParameterLocation.Path && candidate.Name == name) is not { } parameter)
            return "abc";
        return values.Segment(parameter);
    }
}
