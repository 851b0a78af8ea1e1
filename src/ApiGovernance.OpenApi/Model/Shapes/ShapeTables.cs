namespace ApiGovernance.OpenApi.Model.Shapes;

/// <summary>The objects of each format with their fields; <see cref="ShapeGrammar"/> says how to read a line.</summary>
/// <remarks>
/// What the readers of <see cref="Model"/> report themselves (a parameter's name and place, a server's URL, the title) is not required here.
/// </remarks>
internal static class ShapeTables
{
    /// <summary>OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4.</summary>
    public const string OpenApi3 = """
        Document: openapi:any swagger:any $self@32:s info:Info jsonSchemaDialect@31:s servers:[Server] paths!30:Paths webhooks@31:{PathItem} components:Components security:[any] tags:[Tag] externalDocs:Docs
        Info: title:t summary@31:s description:s termsOfService:s contact:Contact license:License version:t
        Contact: name:s url:s email:s
        License: name!:s identifier@31:s url:s
        Server: url:s description:s variables:{Variable} name@32:s
        Variable: enum:[any] default:any description:s
        Components: schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} requestBodies:{RequestBody} headers:{Header} securitySchemes:{SecurityScheme} links:{Link} callbacks:{Callback} pathItems@31:{PathItem} mediaTypes@32:{MediaType}
        Paths: *:PathItem
        PathItem&: summary:s description:s get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation trace:Operation query@32:Operation additionalOperations@32:{Operation} servers:[Server] parameters:[Parameter]
        Operation: tags:[s] summary:s description:s externalDocs:Docs operationId:s parameters:[Parameter] requestBody:RequestBody responses!30:Responses callbacks:{Callback} deprecated:b security:[any] servers:[Server]
        Docs: description:s url!:s
        Parameter&: name:s in:s description:s required:b deprecated:b allowEmptyValue:b style:s explode:b allowReserved:b schema:Schema example:any examples:{Example} content:{MediaType}
        RequestBody&: description:s content!:{MediaType} required:b
        MediaType+: schema:Schema itemSchema@32:Schema example:any examples:{Example} encoding:{Encoding} prefixEncoding@32:[Encoding] itemEncoding@32:Encoding
        Encoding: contentType:s headers:{Header} style:s explode:b allowReserved:b encoding@32:{Encoding} prefixEncoding@32:[Encoding] itemEncoding@32:Encoding
        Responses: *:Response
        Response&: summary@32:s description!-31:s headers:{Header} content:{MediaType} links:{Link}
        Callback&: *:PathItem
        Example&: summary:s description:s value:any externalValue:s dataValue@32:any serializedValue@32:s
        Link&: operationRef:s operationId:s parameters:any requestBody:any description:s server:Server
        Header&: description:s required:b deprecated:b allowEmptyValue:b style:s explode:b allowReserved:b schema:Schema example:any examples:{Example} content:{MediaType}
        Tag: name:s summary@32:s description:s externalDocs:Docs parent@32:s kind@32:s
        SecurityScheme&: type:s description:s name:s in:s scheme:s bearerFormat:s flows:Flows openIdConnectUrl:s oauth2MetadataUrl@32:s deprecated@32:b
        Flows: implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow deviceAuthorization@32:Flow
        Flow: authorizationUrl:s deviceAuthorizationUrl@32:s tokenUrl:s refreshUrl:s scopes!:{s}
        Discriminator: propertyName!:s mapping:{s} defaultMapping@32:s
        Xml: name:s namespace:s prefix:s attribute:b wrapped:b nodeType@32:s

        """;

    /// <summary>OpenAPI 3.0.4, 4.7.24: the keywords of its own dialect, and no others.</summary>
    public const string Schema30 = """
        Schema&: title:s multipleOf:n maximum:n exclusiveMaximum:b minimum:n exclusiveMinimum:b maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b maxProperties:n minProperties:n required:[s] enum:[any] type:s allOf:[Schema] oneOf:[Schema] anyOf:[Schema] not:Schema items:Schema properties:{Schema} additionalProperties:b|Schema description:s format:s default:any nullable:b discriminator:Discriminator readOnly:b writeOnly:b xml:Xml externalDocs:Docs example:any deprecated:b
        """;

    /// <summary>JSON Schema 2020-12 with the base vocabulary of OpenAPI; other keywords are annotations (JSON Schema core, 6.5).</summary>
    public const string Schema31 = """
        Schema&~: $id:s $schema:s $anchor:s $dynamicAnchor:s $dynamicRef:s $comment:s $defs:{b|Schema} $vocabulary:{b} title:s description:s default:any deprecated:b readOnly:b writeOnly:b examples:[any] type:s|[s] enum:[any] const:any multipleOf:n maximum:n exclusiveMaximum:n minimum:n exclusiveMinimum:n maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b maxContains:n minContains:n maxProperties:n minProperties:n required:[s] dependentRequired:{[s]} allOf:[b|Schema] anyOf:[b|Schema] oneOf:[b|Schema] not:b|Schema if:b|Schema then:b|Schema else:b|Schema dependentSchemas:{b|Schema} prefixItems:[b|Schema] items:b|Schema contains:b|Schema properties:{b|Schema} patternProperties:{b|Schema} additionalProperties:b|Schema propertyNames:b|Schema unevaluatedItems:b|Schema unevaluatedProperties:b|Schema format:s contentEncoding:s contentMediaType:s contentSchema:b|Schema discriminator:Discriminator xml:Xml externalDocs:Docs example:any
        """;

    /// <summary>Swagger 2.0.</summary>
    public const string Swagger20 = """
        Document: swagger:any openapi:any info:Info host:s basePath:s schemes:[s] consumes:[s] produces:[s] paths!:Paths definitions:{Schema} parameters:{Parameter} responses:{Response} securityDefinitions:{SecurityScheme} security:[any] tags:[Tag] externalDocs:Docs
        Info: title:t description:s termsOfService:s contact:Contact license:License version:t
        Contact: name:s url:s email:s
        License: name!:s url:s
        Paths: *:PathItem
        PathItem&: get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation parameters:[Parameter]
        Operation: tags:[s] summary:s description:s externalDocs:Docs operationId:s consumes:[s] produces:[s] parameters:[Parameter] responses!:Responses schemes:[s] deprecated:b security:[any]
        Docs: description:s url!:s
        Parameter&: name:s in:s description:s required:b schema:Schema type:s format:s allowEmptyValue:b items:Items collectionFormat:s default:any maximum:n exclusiveMaximum:b minimum:n exclusiveMinimum:b maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b enum:[any] multipleOf:n
        Items: type!:s format:s items:Items collectionFormat:s default:any maximum:n exclusiveMaximum:b minimum:n exclusiveMinimum:b maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b enum:[any] multipleOf:n
        Responses: *:Response
        Response&: description!:s schema:Schema headers:{Header} examples:any
        Header: description:s type!:s format:s items:Items collectionFormat:s default:any maximum:n exclusiveMaximum:b minimum:n exclusiveMinimum:b maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b enum:[any] multipleOf:n
        Tag: name:s description:s externalDocs:Docs
        Schema&: format:s title:s description:s default:any multipleOf:n maximum:n exclusiveMaximum:b minimum:n exclusiveMinimum:b maxLength:n minLength:n pattern:s maxItems:n minItems:n uniqueItems:b maxProperties:n minProperties:n required:[s] enum:[any] type:s|[s] items:Schema allOf:[Schema] properties:{Schema} additionalProperties:b|Schema discriminator:s readOnly:b xml:Xml externalDocs:Docs example:any
        Xml: name:s namespace:s prefix:s attribute:b wrapped:b
        SecurityScheme: type:s description:s name:s in:s flow:s authorizationUrl:s tokenUrl:s scopes:{s}
        """;
}
