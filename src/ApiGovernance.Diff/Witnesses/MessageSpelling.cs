using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>A value as the message on the wire that carries it. Null where it cannot be written as text.</summary>
internal static class MessageSpelling
{
    /// <param name="values">Of the side whose operation is called.</param>
    public static WitnessExchange? Of(WitnessFrame frame, Instance value, bool isRequest, ExampleValues values) => frame switch
    {
        BodyFrame body => Body(body, value, isRequest, values),
        ParameterFrame parameter => Parameter(parameter, value, values),
        HeaderFrame header => Header(header, value, isRequest, values),
        SentParameterFrame parameter => SentParameter(parameter, value),
        MessageFrame message => message.Spell(value, isRequest),
        _ => null,
    };

    /// <summary>The operation as it is called, with a value for each of its path and required query parameters.</summary>
    /// <param name="except">A parameter that is given by hand.</param>
    /// <param name="partner">The operation of the other side, which is called by the same URL if it can be.</param>
    public static string RequestLine(ApiOperation operation, ApiOperation partner, ExampleValues values, ApiParameter? except = null, string? target = null)
    {
        string path = BasePaths.Shown(operation, partner) + (target ?? operation.Path);
        List<string> query = [];
        foreach (ApiParameter parameter in operation.Parameters)
        {
            if (parameter == except)
                continue;
            if (parameter.In == ParameterLocation.Path)
                path = path.Replace($"{{{parameter.Name}}}", values.Segment(parameter), StringComparison.Ordinal);
            else if (parameter is { In: ParameterLocation.Query, Required: true })
                query.Add(values.Query(parameter));
        }

        return $"{operation.Method} {path}{(query.Count > 0 ? "?" + string.Join('&', query) : "")}";
    }

    private static WitnessExchange? Body(BodyFrame frame, Instance value, bool isRequest, ExampleValues values)
    {
        if (BodyOf(frame, value, isRequest) is not var (shown, body))
            return null;
        return new WitnessExchange
        {
            IsRequest = isRequest,
            RequestLine = frame.IsSent
                ? SentLine(isRequest ? frame.Before : frame.After)
                : RequestLine(isRequest ? frame.Before : frame.After, isRequest ? frame.After : frame.Before, values),
            Status = isRequest && !frame.IsSent ? null : frame.Status,
            Headers = [KeyValuePair.Create("Content-Type", shown)],
            Body = body,
        };
    }

    /// <summary>A body with its content type; null where the media type has no text for the value.</summary>
    public static (string ContentType, string Body)? BodyOf(BodyFrame frame, Instance value, bool isRequest)
    {
        ApiMediaType type = isRequest ? frame.OldType : frame.NewType, other = isRequest ? frame.NewType : frame.OldType;
        string name = type.Name.Split(';')[0].Trim();
        // A range is shown by the type that the other side names.
        string shown = name.Contains('*', StringComparison.Ordinal) && !MediaTypes.IsRange(other.Name) ? other.Name : name is "*/*" or "application/*" ? "application/json" : MediaTypes.Example(type.Name);
        string? body = frame.IsItem ? Item(value, shown)
            : MediaTypes.IsJson(shown) ? value.Text
            : MediaTypes.IsUrlEncoded(shown) ? Form(frame, value, isRequest)
            : MediaTypes.Key(shown) == "multipart/form-data" ? MultipartSpelling.Of(frame, value, isRequest)
            : shown.StartsWith("text/", StringComparison.Ordinal) && value.Kind != Kinds.Object && value.Kind != Kinds.Array ? value.AsString ?? value.Text
            : null;
        if (body is null)
            return null;
        return (MediaTypes.IsMultipart(shown) ? $"{MediaTypes.Key(shown)}; boundary={MultipartSpelling.Boundary}" : shown, body);
    }

    /// <summary>The one line of a sequence.</summary>
    private static string? Item(Instance value, string mediaType) => MediaTypes.ItemStart(mediaType) is { } start ? $"{start}{value.Text}\n" : null;

    private static string? Form(BodyFrame frame, Instance value, bool isRequest)
    {
        if (value.Kind != Kinds.Object)
            return null;
        List<string> fields = [];
        foreach ((string name, Instance field) in value.Members)
        {
            // A list of nothing is no field at all.
            if (field is { Kind: Kinds.Array, Items.Count: 0 })
                return null;
            if (frame.Field(name, isRequest) is { } encoding && encoding.IsJson)
                fields.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(field.Text)}");
            else if (field.Kind == Kinds.Array && field.Items.All(item => item.Kind is not (Kinds.Object or Kinds.Array)))
                fields.AddRange(field.Items.Select(item => Field(name, item)));
            else if (field.Kind is not (Kinds.Object or Kinds.Array))
                fields.Add(Field(name, field));
            else
                return null;
        }

        return string.Join('&', fields);
    }

    private static string Field(string name, Instance value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value.AsString ?? value.Text)}";

    private static WitnessExchange? Parameter(ParameterFrame frame, Instance value, ExampleValues values)
    {
        ApiParameter parameter = frame.Old;
        bool isDocument = parameter.ContentType?.StartsWith("text/", StringComparison.Ordinal) == false;
        if ((isDocument ? $"{parameter.Name}={Uri.EscapeDataString(value.Text)}" : ParameterSpelling.Of(parameter, value)) is not { } written)
            return null;
        string bare = isDocument ? value.Text : ParameterSpelling.Bare(parameter, value);
        ApiOperation operation = frame.Before;
        string line = RequestLine(operation, frame.After, values, parameter);
        return parameter.In switch
        {
            ParameterLocation.Query => new WitnessExchange { IsRequest = true, RequestLine = $"{line}{(line.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{written}" },
            ParameterLocation.Path => new WitnessExchange { IsRequest = true, RequestLine = RequestLine(operation, frame.After, values, parameter, operation.Path.Replace($"{{{parameter.Name}}}", isDocument ? Uri.EscapeDataString(bare) : ParameterSpelling.Segment(parameter, value), StringComparison.Ordinal)) },
            ParameterLocation.Header => new WitnessExchange { IsRequest = true, RequestLine = line, Headers = [KeyValuePair.Create(parameter.Name, bare)] },
            ParameterLocation.Cookie => new WitnessExchange { IsRequest = true, RequestLine = line, Headers = [KeyValuePair.Create("Cookie", written)] },
            ParameterLocation.Form => new WitnessExchange { IsRequest = true, RequestLine = line, Headers = [KeyValuePair.Create("Content-Type", "application/x-www-form-urlencoded")], Body = written },
            _ => null,
        };
    }

    private static WitnessExchange? SentParameter(SentParameterFrame frame, Instance value)
    {
        ApiParameter parameter = frame.New;
        bool isDocument = parameter.ContentType?.StartsWith("text/", StringComparison.Ordinal) == false;
        WitnessExchange sent = new() { IsRequest = false, RequestLine = SentLine(frame.After) };
        return parameter.In switch
        {
            ParameterLocation.Header => sent with { Headers = [KeyValuePair.Create(parameter.Name, isDocument ? value.Text : ParameterSpelling.Bare(parameter, value))] },
            ParameterLocation.Query when (isDocument ? $"{parameter.Name}={Uri.EscapeDataString(value.Text)}" : ParameterSpelling.Of(parameter, value)) is { } written => sent with { RequestLine = $"{sent.RequestLine}?{written}" },
            _ => null,
        };
    }

    /// <summary>A webhook's name and a callback's expression are no paths to fill in.</summary>
    private static string SentLine(ApiOperation operation) => $"{operation.Method} {operation.Path}";

    private static WitnessExchange Header(HeaderFrame frame, Instance value, bool isRequest, ExampleValues values)
    {
        StringBuilder text = new();
        if (value.Kind == Kinds.Array)
            text.AppendJoin(',', value.Items.Select(item => item.AsString ?? item.Text));
        else
            text.Append(value.AsString ?? value.Text);
        return new WitnessExchange
        {
            IsRequest = isRequest,
            RequestLine = frame.IsSent ? SentLine(frame.After) : RequestLine(frame.After, frame.Before, values),
            Status = frame.Status,
            Headers = [KeyValuePair.Create(frame.New.Name, text.ToString())],
        };
    }
}
