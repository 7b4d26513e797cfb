namespace ZkRollup.Circuits.Rollup.Tests.ProgramAttacks;

/// <summary>A test that is skipped, with the reason, unless an environment variable asks for it.</summary>
internal sealed class OnRequestFactAttribute : FactAttribute
{
    /// <param name="variable">Set it to 1 to run the test.</param>
    /// <param name="reason">Why it does not always run.</param>
    public OnRequestFactAttribute(string variable, string reason)
    {
        if (Environment.GetEnvironmentVariable(variable) != "1")
        {
            Skip = $"{reason}; set {variable}=1 to run it";
        }
    }
}
