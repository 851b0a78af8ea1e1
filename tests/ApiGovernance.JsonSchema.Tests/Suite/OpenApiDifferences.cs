namespace ApiGovernance.JsonSchema.Tests.Suite;

/// <summary>Where a dialect of OpenAPI answers otherwise than the draft it builds on: file by file, how many cases, and why.</summary>
internal static class OpenApiDifferences
{
    public static readonly (string Line, string Reason)[] Lines =
    [
        ("Swagger 2.0: required/additionalItems: 5", "no keyword of OpenAPI before 3.1, where `items` is one schema"),
        ("Swagger 2.0: required/additionalProperties: 2", "the cases combine it with `patternProperties`, which OpenAPI before 3.1 does not have"),
        ("Swagger 2.0: required/dependencies: 13", "no keyword of OpenAPI before 3.1"),
        ("Swagger 2.0: required/items: 5", "an array of schemas is no value of `items` in OpenAPI before 3.1"),
        ("Swagger 2.0: required/not: 1", "an array of types is no value of `type` in OpenAPI before 3.1"),
        ("Swagger 2.0: required/patternProperties: 7", "no keyword of OpenAPI before 3.1"),
        ("Swagger 2.0: required/properties: 2", "the cases combine it with `patternProperties`, which OpenAPI before 3.1 does not have"),
        ("Swagger 2.0: required/ref: 1", "no `id` in OpenAPI before 3.1: nothing but the document has a URI"),
        ("Swagger 2.0: required/type: 11", "`null` is no type and an array of types is no value of `type` in OpenAPI before 3.1; 1.0 is an integer"),
        ("Swagger 2.0: required/uniqueItems: 2", "the cases use an array of schemas for `items`"),
        ("OpenAPI 3.0: required/additionalItems: 5", "no keyword of OpenAPI before 3.1, where `items` is one schema"),
        ("OpenAPI 3.0: required/additionalProperties: 2", "the cases combine it with `patternProperties`, which OpenAPI before 3.1 does not have"),
        ("OpenAPI 3.0: required/dependencies: 13", "no keyword of OpenAPI before 3.1"),
        ("OpenAPI 3.0: required/items: 5", "an array of schemas is no value of `items` in OpenAPI before 3.1"),
        ("OpenAPI 3.0: required/not: 1", "an array of types is no value of `type` in OpenAPI before 3.1"),
        ("OpenAPI 3.0: required/patternProperties: 7", "no keyword of OpenAPI before 3.1"),
        ("OpenAPI 3.0: required/properties: 2", "the cases combine it with `patternProperties`, which OpenAPI before 3.1 does not have"),
        ("OpenAPI 3.0: required/ref: 1", "no `id` in OpenAPI before 3.1: nothing but the document has a URI"),
        ("OpenAPI 3.0: required/type: 11", "`null` is no type and an array of types is no value of `type` in OpenAPI before 3.1; 1.0 is an integer"),
        ("OpenAPI 3.0: required/uniqueItems: 2", "the cases use an array of schemas for `items`"),
        ("OpenAPI 3.0: format/hostname: 1", "hyphens in the third and fourth place mark an A-label, as in draft 7 and later"),
    ];
}
