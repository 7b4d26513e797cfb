using System.CommandLine;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;

namespace ZkRollup.Cli.Proofs;

/// <summary>The command <c>layout</c>: draws the slot of a circuit and counts what it costs.</summary>
internal static class LayoutCommand
{
    private static readonly Option<string> Circuit = KnownCircuit.Option();

    /// <summary>Its options and its action.</summary>
    internal static Command Create()
    {
        Command command = new("layout", "draw the slot of a circuit: a line a row, a letter a gadget") { Circuit };
        command.SetAction((arguments, cancellation) => CommandRunner.RunAsync(_ => Run(arguments), cancellation));
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        BuiltCircuit built = KnownCircuit.Find(arguments.GetRequiredValue(Circuit)).Build();
        Circuit circuit = built.Circuit;
        Console.Write(built.Picture);
        Console.WriteLine(
            $"{circuit.RowsPerSlot} rows a slot, {circuit.Witness.Count} witness, {circuit.HelperColumnCount} helper, {circuit.Fixed.Count} fixed "
            + $"and {circuit.Tables.Count} table columns, degree {circuit.Degree}, "
            + $"{ExpressionProgram.Compile(circuit.Combined).ProductCount} products a row");
        return ExitCode.Success;
    }
}
