using System.CommandLine;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>`apigov api register` and `delete`: the API itself; contracts are submitted.</summary>
internal static class ApiRegistration
{
    public static Command Register() => RecordCommands.Put("register", "Register an API, or change it, as its descriptor says", "Api");

    public static Command Delete() => RecordCommands.Delete("delete", "Remove an API with its versions; refused while it is published or named by others", RecordKind.Of("api"));
}
