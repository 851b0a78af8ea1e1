using System.Globalization;
using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Demo.Backends;

/// <summary>The records of one kind in a simulated system: JSON objects in memory, seeded from a file beside this one.</summary>
/// <param name="resource">Embedded JSON array of records.</param>
/// <param name="keyMember">The member that names a record.</param>
internal sealed class RecordStore(string resource, string keyMember)
{
    private readonly Lock _gate = new();
    private readonly List<JsonObject> _records = Load(resource);
    private int _next = 1000;

    public JsonObject? Find(string key)
    {
        lock (_gate)
            return _records.Find(record => (string?)record[keyMember] == key)?.DeepClone().AsObject();
    }

    /// <summary>Up to <paramref name="limit"/> records from <paramref name="offset"/> on that match, newest first, and where the next page starts.</summary>
    public (List<JsonObject> Page, int? Next) List(Func<JsonObject, bool> matches, int offset, int limit)
    {
        lock (_gate)
        {
            List<JsonObject> all = [.. Enumerable.Reverse(_records).Where(matches)];
            List<JsonObject> page = [.. all.Skip(offset).Take(limit).Select(record => record.DeepClone().AsObject())];
            return (page, offset + page.Count < all.Count ? offset + page.Count : null);
        }
    }

    public void Add(JsonObject record)
    {
        lock (_gate)
            _records.Add(record.DeepClone().AsObject());
    }

    /// <summary>Changes a record in place; null when there is none.</summary>
    public JsonObject? Change(string key, Action<JsonObject> change)
    {
        lock (_gate)
        {
            JsonObject? record = _records.Find(candidate => (string?)candidate[keyMember] == key);
            if (record is null)
                return null;
            change(record);
            if (record["version"] is JsonValue version)
                record["version"] = version.GetValue<int>() + 1;
            if (record.ContainsKey("updatedAt"))
                record["updatedAt"] = Now();
            return record.DeepClone().AsObject();
        }
    }

    public string NextId(string format) => string.Format(CultureInfo.InvariantCulture, format, Interlocked.Increment(ref _next));

    public static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static List<JsonObject> Load(string resource)
    {
        using Stream stream = typeof(RecordStore).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The demo's data {resource} is not in the program.");
        return [.. JsonNode.Parse(stream)!.AsArray().Select(record => record!.DeepClone().AsObject())];
    }
}
