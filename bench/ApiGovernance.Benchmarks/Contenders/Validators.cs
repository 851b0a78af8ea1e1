using System.Text;
using ApiGovernance.JsonSchema;
using Newtonsoft.Json;
using Newtonsoft.Json.Schema;

namespace ApiGovernance.Benchmarks.Contenders;

/// <summary>The validators that are put beside each other. Others that the field names are on no package feed at present.</summary>
internal static class Validators
{
    public static Validator Ours { get; } = new("ours, IsValid", set =>
    {
        CompiledSchema schema = set.Schema.Compile();
        return body => schema.IsValid(body);
    });

    public static Validator OursCollecting { get; } = new("ours, Validate", set =>
    {
        CompiledSchema schema = set.Schema.Compile();
        return body => schema.Validate(body).IsValid;
    });

    // Without a licence it refuses after 1000 validations in an hour: one warm-up and a few rounds of single calls.
    public static Validator Newtonsoft { get; } = new("Newtonsoft.Json.Schema 4.0.2", set =>
    {
        JSchema schema = JSchema.Parse(set.PortableSchema);
        return body =>
        {
            using MemoryStream stream = new(body);
            using StreamReader text = new(stream, Encoding.UTF8);
            using JSchemaValidatingReader reader = new(new JsonTextReader(text)) { Schema = schema };
            bool valid = true;
            reader.ValidationEventHandler += (_, _) => valid = false;
            while (reader.Read())
            {
            }

            return valid;
        };
    })
    { Quota = 120 };

    public static Validator NJsonSchema { get; } = new("NJsonSchema 11.6.2", set =>
    {
        NJsonSchema.JsonSchema schema = global::NJsonSchema.JsonSchema.FromJsonAsync(set.PortableSchema).GetAwaiter().GetResult();
        return body => schema.Validate(Encoding.UTF8.GetString(body)).Count == 0;
    });

    public static IReadOnlyList<Validator> All { get; } = [Ours, OursCollecting, Newtonsoft, NJsonSchema];
}
