using System.CommandLine;
using ApiGovernance.Cli.Management.Apis;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov api`: the APIs of the live catalog.</summary>
internal static class ApiCommand
{
    public static Command Create() => new("api", "The APIs of the live catalog")
    {
        ApiList.Create(), ApiShow.Create(), ApiRegistration.Register(), ApiSubmission.Submit(), ApiLifecycle.Promote(), ApiLifecycle.Deprecate(), ApiLifecycle.Retire(),
        ApiSubmission.Approve(), ApiSubmission.Reject(), ApiChangelog.Create(), ApiUnregistered.Create(), ApiBackendConformance.Create(), ApiRegistration.Delete(),
    };
}
