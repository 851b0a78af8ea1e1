using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Validation;

/// <summary>The request body of an operation, ready to be checked.</summary>
internal sealed class BodyPlan(bool required, IEnumerable<MediaTypePlan> types)
{
    private readonly MediaTypePlan[] types = [.. types.OrderByDescending(type => type.Range.Specificity).ThenByDescending(type => type.Parameters.Length)];

    public bool Required { get; } = required;

    public IReadOnlyList<MediaTypePlan> Types => types;

    public bool IsGrpc { get; } = types.Any(type => type.IsGrpc);

    /// <summary>What the contract offers, as the <c>Accept</c> field of a 415 lists it (RFC 9110, 15.5.16).</summary>
    public string Accept { get; } = string.Join(", ", types.Select(type => type.Name));

    /// <summary>
    /// The most specific type or range that the content type is in. One with other parameters than the contract writes is taken for the
    /// type all the same where nothing else fits.
    /// </summary>
    public MediaTypePlan? Find(ContentType contentType)
    {
        MediaTypePlan? nearly = null;
        foreach (MediaTypePlan type in types)
        {
            if (!type.Range.Contains(contentType))
                continue;
            if (type.HasParametersOf(contentType))
                return type;
            nearly ??= type;
        }

        return nearly;
    }
}

/// <summary>One media type or range of a body, ready to be checked.</summary>
/// <param name="Name">As the contract writes it.</param>
internal sealed record MediaTypePlan(string Name)
{
    public MediaTypeRange Range { get; } = MediaTypeRange.Parse(Name);

    /// <summary>What a content type must have beside its name: <c>application/json; profile=a</c>.</summary>
    public (string Name, string Value)[] Parameters { get; } = MediaTypes.Distinguishing(Name);

    public bool IsGrpc { get; } = Name.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where the contract gives none, or where nothing of this type can be checked.</summary>
    public CompiledSchema? Schema { get; init; }

    /// <summary>The schema again, with what its canonical marks demand; null where nobody asks.</summary>
    public CompiledSchema? Canonical { get; init; }

    /// <summary>The schema of each item of a sequence (OpenAPI 3.2).</summary>
    public CompiledSchema? ItemSchema { get; init; }

    /// <summary>How fields become the object that the schema describes.</summary>
    public FormSchema? Form { get; init; }

    /// <summary>The contract says something about the content, so that a body nobody looks at is worth telling.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>The contract describes something with parts, or a number: octets that nobody reads cannot be held against that.</summary>
    public bool HasStructure { get; init; }

    /// <summary>Octets that a body without structure may have; from the schema's minLength and maxLength.</summary>
    public (long Least, long Most) Octets { get; init; } = (0, long.MaxValue);

    public bool HasParametersOf(ContentType contentType)
    {
        foreach (var (name, value) in Parameters)
        {
            if (!MediaTypes.Parameter(contentType.Parameters, name).Equals(value, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
