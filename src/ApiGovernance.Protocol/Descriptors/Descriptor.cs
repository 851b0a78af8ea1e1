namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What an architect writes about one thing of the estate: the envelope is that of Kubernetes and Backstage.</summary>
public abstract record Descriptor
{
    public const string ApiVersion = "apigovernance/v1";

    public required DescriptorMetadata Metadata { get; init; }

    /// <summary>The kind as it is written, e.g. <c>Team</c>.</summary>
    public abstract string Kind { get; }

    public string Name => Metadata.Name;
}

/// <param name="Name">Unique within its kind: <c>^[a-z][a-z0-9-]{0,62}$</c>.</param>
public sealed record DescriptorMetadata(string Name)
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
