using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Validation;

/// <summary>The request body of an operation, ready to be checked.</summary>
internal sealed class BodyPlan(bool required, IEnumerable<MediaTypePlan> types)
{
    private readonly MediaTypePlan[] types = [.. types.OrderByDescending(type => type.Range.Specificity)];

    public bool Required { get; } = required;

    /// <summary>What the contract offers, as the <c>Accept</c> field of a 415 lists it (RFC 9110, 15.5.16).</summary>
    public string Accept { get; } = string.Join(", ", types.Select(type => type.Name));

    /// <summary>The most specific type or range that the content type is in.</summary>
    public MediaTypePlan? Find(ContentType contentType)
    {
        foreach (MediaTypePlan type in types)
        {
            if (type.Range.Contains(contentType))
                return type;
        }

        return null;
    }
}

/// <param name="Name">As the contract writes it.</param>
/// <param name="Schema">Null when the body's content is not checked.</param>
internal sealed record MediaTypePlan(string Name, CompiledSchema? Schema)
{
    /// <summary>How fields become the object that the schema describes; null when the content is not checked.</summary>
    public FormSchema? Form { get; } = Schema is null ? null : FormSchema.Create(Schema);

    public MediaTypeRange Range { get; } = MediaTypeRange.Parse(Name);
}
