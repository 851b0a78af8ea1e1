namespace ApiGovernance.OpenApi.Findings;

public static partial class DocumentFindingCatalog
{
    private static IEnumerable<DocumentFindingDefinition> Contracts() =>
    [
        Fatal("contract-not-an-object", "The document is a list, a text or a number.", "Start it with 'openapi: 3.1.0'."),
        Fatal("contract-version-missing", "The document says neither 'openapi' nor 'swagger' (nor 'asyncapi').", "Start it with 'openapi: 3.1.0'."),
        Fatal("contract-version-unknown", "The document is of a version that cannot be read.", "Write it in Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2."),
        Fatal("contract-paths", "'paths' is no object, and there are no webhooks, so nothing is left.", "Write 'paths' as an object of path templates."),
        Error("contract-version-guessed", "The version is wrong, but close to one that can be read as.", "Write the version that the message names."),
        Warning("contract-version-form", "The version is not written as the format says (a string with three numbers; 2.0 for Swagger).", "Write it as the message says."),
        Error("contract-info", "'info' has no title or no version.", "Add it."),
        Warning("contract-no-operations", "The document has no operations and no webhooks.", "Describe at least one operation under 'paths'."),
        Error("contract-shape", "A part is not of the kind that it must be (an object or a list), so it is left out. (A warning where it is empty.)", "Write it as the message says."),
        Error("contract-field-type", "A field holds a value of the wrong type; its default counts.", "Write a value of the right type."),
        Warning("contract-field-empty", "A field is there and has no value.", "Write a value or remove the key."),
        Warning("contract-field-missing", "A required field is missing.", "Add it."),
        Warning("contract-field-unknown", "A field does not exist in this version of the format, so it means nothing.", "Correct its name, remove it, raise the version or make it an extension."),
        Warning("contract-path", "A path does not start with a slash, so no request matches it; it is left out.", "Start it with a slash."),
        Warning("contract-ambiguous-path", "Two paths match the same requests.", "Merge them, or tell them apart by a fixed segment."),
        Warning("contract-path-parameter-undeclared", "A template has a parameter that the operation does not declare.", "Declare it with 'in: path'."),
        Warning("contract-path-parameter-unused", "An operation declares a path parameter that its template does not have.", "Put it into the path or remove it."),
        Warning("contract-path-parameter-required", "A path parameter does not say 'required: true'; it is required all the same.", "Add 'required: true'."),
        Warning("contract-duplicate-operation-id", "Two operations have the same operationId.", "Give each an id of its own."),
        Warning("contract-additional-operation", "'additionalOperations' has a method that has a field of its own.", "Write it as a field of the path item."),
        Warning("contract-tag", "A tag has no name, is declared twice, or has an unknown or circular parent.", "Correct it."),
        Error("contract-server", "A server has no URL. (A warning where a URL, host or base path is not well formed or a name is taken.)", "Correct it."),
        Error("contract-server-variable", "A server variable has no default. (A warning where it is undeclared or its default is not in its enum.)", "Give it a default."),
    ];

    private static IEnumerable<DocumentFindingDefinition> Parts() =>
    [
        Error("contract-parameter", "A parameter has no name, or no place that the version knows; it is left out.", "Give it a 'name' and an 'in'."),
        Warning("contract-duplicate-parameter", "A list of parameters has one of them twice; the first is taken.", "Remove one of them."),
        Warning("contract-parameter-style", "A style or collectionFormat does not exist in the parameter's place; the default is taken.", "Write one that the place allows."),
        Warning("contract-parameter-schema", "A parameter has no schema, content or type, so any value is fine; or it is a list without 'items'.", "Say what it holds."),
        Warning("contract-parameter-content", "A parameter has both 'schema' and 'content', not exactly one media type, or no 'content' where it must.", "Keep one description of its value."),
        Warning("contract-querystring", "A parameter is the whole query string, and there are other query parameters.", "Keep the one or the others."),
        Info("contract-header-ignored", "A header parameter named Accept, Content-Type or Authorization is ignored.", "Remove it: bodies and security say it."),
        Warning("contract-form", "Swagger 2.0: a body and form fields together, or a file that is not in a multipart form.", "Keep the one or the other; put files into formData."),
        Warning("contract-media-type", "A key of 'content' is no media type.", "Write a type such as application/json."),
        Warning("contract-encoding", "An encoding names no property of the schema.", "Correct the name or remove it."),
        Warning("contract-examples", "'example' and 'examples', or 'value' and 'externalValue', exclude each other.", "Keep one of them."),
        Warning("contract-response-status", "A response's key is no status code, range or 'default'; it is left out.", "Write a code such as 200, a range such as 4XX, or 'default'."),
        Warning("contract-link", "A link names no operation, two, or one that does not exist.", "Name one operation."),
        Warning("contract-runtime-expression", "A link or callback has a runtime expression that means nothing.", "Write one such as $response.body#/id."),
        Error("contract-security-undeclared", "A security scheme is required that is not declared.", "Declare it."),
        Warning("contract-security-type", "A security scheme has no type, or one that the version does not have.", "Write a type of the version."),
        Warning("contract-security-scope", "A scope is required that the scheme's flows do not declare, or of a scheme without scopes.", "Declare the scope or correct its name."),
        Info("contract-circular", "A callback, header or body refers to itself through others; the inner one is left out of the model.", "Nothing needs to be done if this is meant."),
        Warning("contract-nesting", "Callbacks or headers nest deeper through references than anybody follows; the rest is left out.", "Refer to fewer things in a row."),
    ];
}
