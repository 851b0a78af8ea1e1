using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// Adds to a request what else the base's contract asks for, so that it was fine in every respect: headers, cookies, credentials, a body.
/// What stands in the request already stays.
/// </summary>
internal sealed class WholeRequest(ContractPair contracts)
{
    private readonly ExampleValues _examples = contracts.OldExamples;

    /// <param name="operation">Of the base.</param>
    /// <param name="withCredentials">False where the credentials are what has changed.</param>
    public WitnessExchange Complete(WitnessExchange exchange, ApiOperation operation, bool withCredentials = true)
    {
        // What the API sends itself, and answers, are whole as they are.
        if (exchange is not { IsRequest: true, Status: null })
            return exchange;
        SampleRequest given = new() { Method = operation.Method, Path = "", Headers = exchange.Headers };
        foreach (ApiParameter parameter in operation.Parameters.Where(parameter => parameter is { Required: true, In: ParameterLocation.Header or ParameterLocation.Cookie, IsIgnored: false }))
            given = With(given, parameter);
        if (withCredentials && operation.Security.Count > 0 && operation.Security.All(requirement => requirement.Schemes.Count > 0))
            given = operation.Security[0].Schemes.Aggregate(given, WithCredentials);
        exchange = exchange with { Headers = given.Headers, RequestLine = given.Query.Aggregate(exchange.RequestLine, WithQuery) };
        return exchange.Body is null && SwaggerForms.BodyOf(operation) is { } body ? WithBody(exchange, operation, body) : exchange;
    }

    private SampleRequest With(SampleRequest request, ApiParameter parameter)
    {
        if (parameter.In == ParameterLocation.Header)
            return Has(request.Headers, parameter.Name) ? request : request.With(parameter, _examples);
        string? cookies = request.Headers.FirstOrDefault(header => header.Key == "Cookie").Value;
        return cookies?.Split("; ").Any(one => one.StartsWith($"{parameter.Name}=", StringComparison.Ordinal)) == true ? request : request.With(parameter, _examples);
    }

    private static SampleRequest WithCredentials(SampleRequest request, ApiSecurityScheme scheme)
    {
        SampleRequest with = new Need("", scheme.Name, scheme.Definition, scheme.Scopes).AddTo(request);
        KeyValuePair<string, string>[] added = [.. with.Headers.Skip(request.Headers.Count)];
        // A header of that name is what the witness is about.
        return added.Any(header => Has(request.Headers, header.Key)) ? request : with;
    }

    private static string WithQuery(string line, KeyValuePair<string, string> pair) =>
        line.Contains($"{pair.Key}=", StringComparison.Ordinal) ? line : $"{line}{(line.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{pair.Key}={pair.Value}";

    private WitnessExchange WithBody(WitnessExchange exchange, ApiOperation operation, ApiRequestBody body)
    {
        string? said = exchange.Headers.FirstOrDefault(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        if (said is null && !body.Required)
            return exchange;
        ApiMediaType? type = said is null ? body.Content.Count > 0 ? body.Content[0] : null : body.Content.FirstOrDefault(one => MediaTypes.Key(MediaTypes.Example(one.Name)) == MediaTypes.Key(said));
        if (type is null || _examples.Body(type) is not { } value || MessageSpelling.BodyOf(new BodyFrame(operation, operation, type, type, null) { Contracts = contracts }, value, isRequest: true) is not var (contentType, text))
            return exchange;
        return exchange with
        {
            Body = text,
            Headers = [.. exchange.Headers.Where(header => !header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)), new("Content-Type", contentType)],
        };
    }

    private static bool Has(IReadOnlyList<KeyValuePair<string, string>> headers, string name) =>
        headers.Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
