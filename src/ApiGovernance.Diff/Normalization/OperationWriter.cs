using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Writes operations with all that holds for them.</summary>
internal sealed class OperationWriter(Utf8JsonWriter json, SchemaWriter schemas, SchemaSpace space, ApiContract contract)
{
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

    private readonly ParameterWriter _parameters = new(json, schemas, space);

    /// <summary>The operations of one path.</summary>
    public void Write(IEnumerable<ApiOperation> operations)
    {
        ApiOperation[] others = [.. operations.Where(operation => !Methods.Contains(operation.Method))];
        foreach (ApiOperation operation in operations.Except(others))
            Write(operation, operation.Method.ToLowerInvariant());
        if (others.Length == 0)
            return;
        json.WriteStartObject("additionalOperations");
        foreach (ApiOperation operation in others)
            Write(operation, operation.Method);
        json.WriteEndObject();
    }

    private void Write(ApiOperation operation, string method)
    {
        json.WriteStartObject(method);
        if (operation.OperationId is { } id)
            json.WriteString("operationId", id);
        if (operation.Deprecated)
            json.WriteBoolean("deprecated", true);
        if (operation.Servers.Count > 0 && !ReferenceEquals(operation.Servers, contract.Servers) && !operation.Servers.SequenceEqual(contract.Servers))
            Servers(operation.Servers);
        SecurityWriter.Requirements(json, operation.Security);
        _parameters.Write(operation.Parameters.Where(parameter => parameter.In != ParameterLocation.Form && !parameter.IsIgnored));
        if (SwaggerForms.BodyOf(operation) is { } body)
        {
            json.WriteStartObject("requestBody");
            if (body.Required)
                json.WriteBoolean("required", true);
            _parameters.Content(body.Content);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        foreach (ApiResponse response in operation.Responses)
            Response(response);
        json.WriteEndObject();
        Callbacks(operation.Callbacks);
        json.WriteExtensions(operation);
        json.WriteEndObject();
    }

    public void Servers(IReadOnlyList<ApiServer> servers)
    {
        json.WriteStartArray("servers");
        foreach (ApiServer server in servers)
        {
            json.WriteStartObject();
            json.WriteString("url", server.Url);
            if (server.Variables.Count > 0)
            {
                json.WriteStartObject("variables");
                foreach (ApiServerVariable variable in server.Variables)
                    json.WriteNode(variable.Name, variable.Node);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Response(ApiResponse response)
    {
        json.WriteStartObject(response.Status);
        json.WriteString("description", response.Description ?? "");
        if (response.Headers.Any(header => !header.IsIgnored))
        {
            json.WriteStartObject("headers");
            foreach (ApiHeader header in response.Headers.Where(header => !header.IsIgnored))
                _parameters.Header(header);
            json.WriteEndObject();
        }

        if (response.Content.Count > 0)
            _parameters.Content(response.Content);
        if (response.Links.Count > 0)
        {
            json.WriteStartObject("links");
            foreach (ApiLink link in response.Links)
                json.WriteNode(link.Name, link.Node);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Callbacks(IReadOnlyList<ApiCallback> callbacks)
    {
        if (callbacks.Count == 0)
            return;
        json.WriteStartObject("callbacks");
        foreach (ApiCallback callback in callbacks)
        {
            json.WriteStartObject(callback.Name);
            foreach (ApiCallbackRequest request in callback.Requests)
            {
                json.WriteStartObject(request.Expression);
                Write(request.Operations);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
