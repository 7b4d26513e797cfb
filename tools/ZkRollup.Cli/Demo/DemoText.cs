using System.Globalization;

namespace ZkRollup.Cli.Demo;

/// <summary>Numbers of the demo as people read them.</summary>
internal static class DemoText
{
    /// <summary>A word for a state.</summary>
    internal static string State(CheckState state) => state switch
    {
        CheckState.Held => "ok",
        CheckState.Failed => "FAILED",
        CheckState.Running => "running",
        CheckState.Cancelled => "cancelled",
        _ => "waiting",
    };

    /// <summary>How much was done, or what went wrong.</summary>
    internal static string Work(DemoRow row) => row.Result switch
    {
        null => string.Empty,
        { Failure: string failure } => failure,
        { } result => string.Create(CultureInfo.InvariantCulture, $"{result.Operations:N0} {result.Unit}"),
    };

    /// <summary>A time with three significant digits and its unit; empty for zero.</summary>
    internal static string Duration(double nanoseconds)
    {
        (double value, string unit) = nanoseconds switch
        {
            0 => (0, string.Empty),
            < 1e3 => (nanoseconds, " ns"),
            < 1e6 => (nanoseconds / 1e3, " µs"),
            < 1e9 => (nanoseconds / 1e6, " ms"),
            _ => (nanoseconds / 1e9, " s"),
        };
        string format = value < 10 ? "0.00" : value < 100 ? "0.0" : "0";
        return unit.Length == 0 ? string.Empty : value.ToString(format, CultureInfo.InvariantCulture) + unit;
    }
}
