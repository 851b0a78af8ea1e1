namespace ApiGovernance.OpenApi.Model;

/// <summary>The <c>info</c> of a contract. Title and version stand on <see cref="ApiContract"/>.</summary>
public sealed record ApiInfo : ApiObject
{
    /// <summary>From 3.1 on.</summary>
    public string? Summary => Node["summary"]?.AsString;

    public string? Description => Node["description"]?.AsString;

    public string? TermsOfService => Node["termsOfService"]?.AsString;

    public string? ContactName => Node["contact"]?["name"]?.AsString;

    public string? ContactUrl => Node["contact"]?["url"]?.AsString;

    public string? ContactEmail => Node["contact"]?["email"]?.AsString;

    public string? LicenseName => Node["license"]?["name"]?.AsString;

    public string? LicenseUrl => Node["license"]?["url"]?.AsString;

    /// <summary>An SPDX expression (from 3.1 on); excludes <see cref="LicenseUrl"/>.</summary>
    public string? LicenseIdentifier => Node["license"]?["identifier"]?.AsString;
}

/// <summary>A tag that the document declares. Operations may name others.</summary>
public sealed record ApiTag : ApiObject
{
    public required string Name { get; init; }

    public string? Description => Node["description"]?.AsString;

    /// <summary>A short title (3.2).</summary>
    public string? Summary => Node["summary"]?.AsString;

    /// <summary>The name of the tag above it (3.2); it is declared, and there is no circle.</summary>
    public string? Parent { get; init; }

    /// <summary>What sort of tag it is, e.g. <c>nav</c>, <c>badge</c>, <c>audience</c> (3.2).</summary>
    public string? Kind => Node["kind"]?.AsString;
}

/// <summary>An example of a value. At most one of the three sources of the value is there.</summary>
public sealed record ApiExample : ApiObject
{
    /// <summary>Empty for the one of <c>example</c>; the media type for 2.0.</summary>
    public required string Name { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    /// <summary>The value as data: <c>value</c>, <c>dataValue</c> (3.2), or what stands under <c>example</c>.</summary>
    public Documents.DocumentNode? Value { get; init; }

    /// <summary>The value as it travels (3.2).</summary>
    public string? SerializedValue { get; init; }

    /// <summary>An address of the value; never fetched.</summary>
    public string? ExternalValue { get; init; }
}
