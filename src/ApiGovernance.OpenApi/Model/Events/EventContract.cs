using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Model.Events;

public enum EventFormat
{
    AsyncApi2,
    AsyncApi3,
}

/// <summary>
/// What an application sends and receives as messages, read from AsyncAPI 2.x or 3.x into one shape, as the catalog's event contracts and
/// lint need it. Immutable. Schemas stay as written.
/// </summary>
public sealed record EventContract
{
    public required EventFormat Format { get; init; }

    /// <summary>The value of <c>asyncapi</c> as written, e.g. <c>2.6.0</c>.</summary>
    public required string FormatVersion { get; init; }

    public required string Title { get; init; }

    /// <summary><c>info.version</c> as written.</summary>
    public required string Version { get; init; }

    /// <summary>The application's own identifier, as written.</summary>
    public string? Id => Root["id"]?.AsString;

    /// <summary>The content type of messages that name none.</summary>
    public string? DefaultContentType => Root["defaultContentType"]?.AsString;

    public ApiInfo? Info { get; init; }

    /// <summary>2.x: <c>tags</c> of the document; 3.x: of <c>info</c>.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<EventServer> Servers { get; init; }

    public required IReadOnlyList<EventChannel> Channels { get; init; }

    public required IReadOnlyList<EventOperation> Operations { get; init; }

    /// <summary>Messages of all channels and operations, each once.</summary>
    public IEnumerable<EventMessage> Messages =>
        Channels.SelectMany(c => c.Messages).Concat(Operations.SelectMany(o => o.Messages)).DistinctBy(m => (m.DocumentUri, m.Pointer));

    public required DocumentBundle Bundle { get; init; }

    public DocumentNode Root => Bundle.Root.Root;

    public IEnumerable<DocumentMember> Extensions => Root.Members.Where(m => m.Name.StartsWith("x-", StringComparison.Ordinal));

    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>What reading gave: a contract with the findings about its parts, or no contract and the findings that say why.</summary>
public sealed record EventReadResult
{
    public EventContract? Contract { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public bool IsFatal => Contract is null;
}
