namespace ApiGovernance.JsonSchema;

/// <summary>Which keywords a schema has and what they mean.</summary>
public enum SchemaDialect
{
    /// <summary>JSON Schema draft 4.</summary>
    Draft4,

    /// <summary>JSON Schema draft 6.</summary>
    Draft6,

    /// <summary>JSON Schema draft 7.</summary>
    Draft7,

    /// <summary>JSON Schema 2019-09.</summary>
    Draft201909,

    /// <summary>JSON Schema 2020-12.</summary>
    Draft202012,

    /// <summary>The Schema Object of OpenAPI 3.0: nullable, boolean exclusive bounds, $ref hides its siblings.</summary>
    OpenApi30,

    /// <summary>The Schema Object of OpenAPI 3.1 and 3.2: JSON Schema 2020-12 with the OpenAPI vocabulary.</summary>
    OpenApi31,

    /// <summary>The Schema Object, and the parameter object read as one, of Swagger 2.0.</summary>
    Swagger20,
}

/// <summary>Which way the validated message travels; decides which required properties may be absent.</summary>
public enum SchemaDirection
{
    /// <summary>readOnly and writeOnly have no effect.</summary>
    Any,

    /// <summary>A property that is readOnly is not required. Sending it is tolerated.</summary>
    Request,

    /// <summary>A property that is writeOnly is not required.</summary>
    Response,
}

/// <summary>What the keyword <c>format</c> does.</summary>
public enum FormatMode
{
    /// <summary>Nothing.</summary>
    Annotation,

    /// <summary>A value that does not have the format is invalid.</summary>
    Assertion,

    /// <summary>
    /// As the meta-schema says: an assertion where its vocabularies have format-assertion (2020-12), or format as required (2019-09);
    /// everywhere else an annotation.
    /// </summary>
    ByVocabulary,
}

/// <summary>What runs a compiled schema. Every engine gives the same verdict; they differ in cost.</summary>
public enum SchemaEngine
{
    /// <summary>One pass over the bytes where the schema allows it; single values go to a tape where it does not.</summary>
    Auto,

    /// <summary>The whole text is read onto a tape first, and the schema is run over that. For comparison, and for tests.</summary>
    Tape,
}

/// <summary>What the keywords <c>contentEncoding</c>, <c>contentMediaType</c> and <c>contentSchema</c> do (draft 7 and later).</summary>
public enum ContentMode
{
    /// <summary>Nothing.</summary>
    Annotation,

    /// <summary>
    /// A string that is not encoded as said, or does not hold JSON where a media type of JSON is named, or whose JSON does not satisfy
    /// <c>contentSchema</c> (2019-09 and later), is invalid. Other media types are not looked into.
    /// </summary>
    Assertion,
}

/// <summary>A set of JSON types. <see cref="Number"/> accepts integers as well.</summary>
[Flags]
public enum JsonTypes
{
    /// <summary>No type.</summary>
    None = 0,

    /// <summary>null.</summary>
    Null = 1,

    /// <summary>true and false.</summary>
    Boolean = 2,

    /// <summary>A number without fraction.</summary>
    Integer = 4,

    /// <summary>Any number.</summary>
    Number = 8,

    /// <summary>A string.</summary>
    String = 16,

    /// <summary>An array.</summary>
    Array = 32,

    /// <summary>An object.</summary>
    Object = 64,

    /// <summary>Every type.</summary>
    Any = Null | Boolean | Integer | Number | String | Array | Object,
}
