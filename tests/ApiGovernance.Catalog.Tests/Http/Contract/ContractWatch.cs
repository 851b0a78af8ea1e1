using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Tests.Http.Contract;

/// <summary>Watches calls of a client and holds every request that was taken and every answer against the contract.</summary>
internal sealed class ContractWatch(DescribedApi api) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private readonly ConcurrentDictionary<(string Operation, string Status), bool> _seen = new();

    public List<string> Deviations { get; } = [];

    /// <summary>Which documented answers were seen, e.g. <c>getTeam 200</c>.</summary>
    public IReadOnlySet<string> Seen => _seen.Keys.Select(key => $"{key.Operation} {key.Status}").ToHashSet(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        string? sentType = request.Content?.Headers.ContentType?.MediaType;
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (api.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is { } operation)
        {
            string call = $"{request.Method} {request.RequestUri.PathAndQuery} -> {(int)response.StatusCode}";
            foreach (string wrong in Hold(operation, response, body).Concat(Taken(operation, response, sentType, sent)))
                Deviations.Add($"{call}: {wrong}");
        }

        return response;
    }

    private List<string> Hold(ApiOperation operation, HttpResponseMessage response, byte[] body)
    {
        int status = (int)response.StatusCode;
        if (operation.Responses.Where(known => known.Match(status) >= 0).MaxBy(known => known.Match(status)) is not { } described)
            return ["the status is not described"];
        _seen[(operation.OperationId!, described.Status)] = true;
        List<string> wrong = [];
        foreach (ApiHeader header in described.Headers)
        {
            string? value = response.Headers.NonValidated.TryGetValues(header.Name, out var values) ? values.ToString() : null;
            if (value is null && header.Required)
                wrong.Add($"the header {header.Name} is missing");
            else if (value is not null && header.Schema is { } schema)
                wrong.AddRange(api.Errors(schema, Text(value, schema)).Select(error => $"header {header.Name}: {error}"));
        }

        if (described.Content.Count == 0)
            return body.Length == 0 ? wrong : [.. wrong, "there is a body, and none is described"];
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (described.Content.FirstOrDefault(content => content.Name == type) is not { } media)
            return [.. wrong, $"the media type {type} is not described"];
        if (type!.EndsWith("json", StringComparison.Ordinal) && media.Schema is { } form)
            wrong.AddRange(api.Errors(form, body));
        return wrong;
    }

    /// <summary>What was taken is what the contract says may be sent.</summary>
    private IEnumerable<string> Taken(ApiOperation operation, HttpResponseMessage response, string? type, byte[] body)
    {
        if (!response.IsSuccessStatusCode || body.Length == 0)
            return [];
        if (operation.RequestBody?.Content.FirstOrDefault(content => content.Name == type) is not { } media)
            return [$"a body of {type} was taken, and none is described"];
        return type == "application/json" && media.Schema is { } schema ? api.Errors(schema, body).Select(error => $"the request's {error}") : [];
    }

    private static byte[] Text(string value, SchemaReference schema) => Encoding.UTF8.GetBytes(
        schema.Node["type"]?.AsString == "integer" ? value : System.Text.Json.JsonSerializer.Serialize(value));
}
