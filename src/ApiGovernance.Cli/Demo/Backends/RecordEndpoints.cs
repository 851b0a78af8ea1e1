using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The endpoints that all simulated collections have: a filtered, paged list and one record by its key.</summary>
internal static class RecordEndpoints
{
    private const int DefaultLimit = 50;

    /// <param name="filters">Query parameter to the dotted path of the member that it must equal.</param>
    /// <param name="summarize">What a list shows of a record; null for all of it.</param>
    public static void MapRecords(
        this WebApplication app, string path, RecordStore store, IReadOnlyDictionary<string, string> filters, Func<JsonObject, JsonObject>? summarize = null)
    {
        app.MapGet(path, (HttpRequest request) =>
        {
            int limit = int.TryParse(request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : DefaultLimit;
            (List<JsonObject> page, int? next) = store.List(record => Matches(record, request.Query, filters), Offset(request.Query["cursor"]), limit);
            JsonObject answer = new() { ["items"] = new JsonArray([.. page.Select(record => summarize is null ? record : summarize(record))]) };
            if (next is { } offset)
                answer["nextCursor"] = Cursor(offset);
            return Json(answer);
        });
        app.MapGet(path + "/{key}", (string key) => One(store.Find(key), key));
    }

    public static IResult One(JsonObject? record, string key) => record is null
        ? Problem(StatusCodes.Status404NotFound, "Not found", $"There is no record '{key}'.")
        : Json(record);

    /// <summary>A record that did not exist before, with its place.</summary>
    public static IResult Created(HttpContext context, JsonObject record, string location)
    {
        context.Response.Headers.Location = location;
        return Json(record, StatusCodes.Status201Created);
    }

    public static async Task<JsonObject> BodyAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))!.AsObject();

    /// <summary>A new record: what every canonical record carries, then what the caller sent.</summary>
    public static JsonObject NewRecord(string id, string system, JsonObject sent)
    {
        JsonObject record = new()
        {
            ["id"] = id,
            ["version"] = 1,
            ["createdAt"] = RecordStore.Now(),
            ["updatedAt"] = RecordStore.Now(),
            ["sourceSystem"] = system,
        };
        Merge(record, sent);
        return record;
    }

    public static void Merge(JsonObject record, JsonObject sent)
    {
        foreach ((string name, JsonNode? value) in sent)
            record[name] = value?.DeepClone();
    }

    public static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) =>
        Results.Text(body.ToJsonString(), "application/json", Encoding.UTF8, status);

    public static IResult Problem(int status, string title, string detail) =>
        Results.Text(new JsonObject { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = detail }.ToJsonString(), "application/problem+json", Encoding.UTF8, status);

    /// <summary>The text of a member by its dotted path; null when there is none.</summary>
    public static string? Text(JsonNode? record, string path)
    {
        JsonNode? at = record;
        foreach (string name in path.Split('.'))
            at = at is JsonObject current ? current[name] : null;
        return at is JsonValue value ? (value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()) : null;
    }

    private static bool Matches(JsonObject record, IQueryCollection query, IReadOnlyDictionary<string, string> filters)
    {
        foreach ((string parameter, string member) in filters)
        {
            string wanted = query[parameter].ToString();
            if (wanted.Length > 0 && !wanted.Split(',').Contains(Text(record, member)))
                return false;
        }

        return true;
    }

    private static string Cursor(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture))).TrimEnd('=');

    private static int Offset(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return 0;
        Span<byte> text = stackalloc byte[16];
        return Convert.TryFromBase64String(cursor.PadRight((cursor.Length + 3) / 4 * 4, '='), text, out int length)
            && int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset : 0;
    }
}
