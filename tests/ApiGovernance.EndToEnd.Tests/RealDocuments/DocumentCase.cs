using System.Text.Json;
using System.Text.Json.Serialization;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.RealDocuments;

/// <summary>The hand-written calls for one published document: <c>Cases/&lt;name&gt;.json</c>.</summary>
internal sealed record DocumentCase
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The file's name in <c>../shared/specs/docs</c>.</summary>
    public required string Document { get; init; }

    /// <summary>What a reader of the table should know; Markdown.</summary>
    public string? Remarks { get; init; }

    /// <summary>Why no call can be made; null when calls are made.</summary>
    public string? NotHandled { get; init; }

    /// <summary>Calls that must reach the back end.</summary>
    public required IReadOnlyList<DocumentCall> Valid { get; init; }

    /// <summary>Calls that the gateway must refuse.</summary>
    public required IReadOnlyList<DocumentCall> Invalid { get; init; }

    public static string Folder => RepositoryPaths.At("tests/ApiGovernance.EndToEnd.Tests/RealDocuments/Cases");

    public static IReadOnlyList<DocumentCase> LoadAll() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<DocumentCase>(File.ReadAllText(file), Format)!),
    ];
}

/// <summary>One call of an API.</summary>
internal sealed record DocumentCall
{
    public required string Method { get; init; }

    /// <summary>The contract's path with values in the place of its parameters, and the query.</summary>
    public required string Path { get; init; }

    /// <summary>Method and template of the operation that the call is meant for.</summary>
    public required string Operation { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonElement? Body { get; init; }

    /// <summary>Set for invalid calls.</summary>
    public Refusal? Expect { get; init; }
}

/// <param name="Status">Of the gateway's answer.</param>
/// <param name="Contains">JSON pointers, parameters and property names which the answer must name.</param>
internal sealed record Refusal(int Status, IReadOnlyList<string> Contains);
