using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>An API with its versions: no record, no route.</summary>
public sealed record ApiDescriptor : Descriptor
{
    public override string Kind => "Api";

    public required ApiSpec Spec { get; init; }
}

public sealed record ApiSpec
{
    /// <summary>A team; named in every error the gateway gives for this API.</summary>
    public required string Owner { get; init; }

    public required string Domain { get; init; }

    /// <summary>The canonical entity that it carries.</summary>
    public required string Entity { get; init; }

    public required Visibility Visibility { get; init; }

    public required DataClassification DataClassification { get; init; }

    public required string Backend { get; init; }

    /// <summary>The system of record whose data it gives, where that is another than its back end's; a kebab-case word.</summary>
    public string? System { get; init; }

    /// <summary>One to six segments, e.g. <c>/commerce/order-intake</c>; unique, and no base path begins with another's segments.</summary>
    public required string BasePath { get; init; }

    public ApiVersioning Versioning { get; init; } = new();

    public ApiLimits Limits { get; init; } = new();

    /// <summary>False when anonymous calls are let through.</summary>
    public bool AuthenticationRequired { get; init; } = true;

    /// <summary>What holds for every operation; null where nothing is said.</summary>
    public OperationPolicy? Policy { get; init; }

    /// <summary>What holds for one operation in place of <see cref="Policy"/>.</summary>
    public IReadOnlyList<OperationRule> Operations { get; init; } = [];

    public required IReadOnlyList<ApiVersionSpec> Versions { get; init; }
}

public sealed record ApiVersioning
{
    /// <summary>The request header that names a version when the path does not.</summary>
    public string Header { get; init; } = "Api-Version";

    /// <summary>The version used when a call names none; null: such a call is refused with the list of versions.</summary>
    public string? Default { get; init; }
}

public sealed record ApiLimits
{
    /// <summary>Bytes; a longer body is refused with 413.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;
}
