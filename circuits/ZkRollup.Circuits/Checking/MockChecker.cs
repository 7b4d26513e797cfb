using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Checking;

/// <summary>Checks a witness against every constraint of its circuit without a proof, and reports all failures.</summary>
/// <remarks>
/// Gates are evaluated on their rows; copies are compared cell by cell; of each bus the tuples are added up, which is what the fractions of
/// a proof show up to a negligible probability. Deterministic: failures come in the order of the gates, then copies and buses, whatever
/// the number of threads.
/// </remarks>
public static class MockChecker
{
    /// <summary>All failures; none for a valid witness.</summary>
    /// <exception cref="ArgumentException">The public inputs do not have the shape that the circuit demands.</exception>
    public static IReadOnlyList<CheckFailure> Check(
        Circuit circuit, Trace trace, PublicInputs publicInputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(publicInputs);
        if (publicInputs.FindMismatch(circuit, trace.Slots) is { } mismatch)
        {
            throw new ArgumentException($"Public inputs: {mismatch}.", nameof(publicInputs));
        }

        List<CheckFailure>[] ofGates = new List<CheckFailure>[circuit.Gates.Count];
        List<CheckFailure>[] ofBuses = new List<CheckFailure>[circuit.Buses.Count];
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.For(0, ofGates.Length + ofBuses.Length, options, i =>
        {
            if (i < ofBuses.Length)
            {
                ofBuses[i] = BusChecker.Check(circuit, trace, publicInputs, circuit.Buses[i], cancellation);
            }
            else
            {
                int gate = i - ofBuses.Length;
                ofGates[gate] = GateChecker.Check(circuit, trace, publicInputs, circuit.Gates[gate], cancellation);
            }
        });
        List<CheckFailure> arguments = [];
        CheckCopies(circuit, trace, arguments, cancellation);
        return [.. ofGates.SelectMany(failures => failures), .. arguments, .. ofBuses.SelectMany(failures => failures)];
    }

    private static void CheckCopies(Circuit circuit, Trace trace, List<CheckFailure> failures, CancellationToken cancellation)
    {
        CopyLayout copies = circuit.Copies;
        int width = copies.Columns.Count;
        int[] nextOf = new int[trace.RowsPerSlot * width];
        for (int i = 0; i < nextOf.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, width);
            Fr next = Fr.FromInt64(i) + circuit.Fixed[copies.OffsetColumns[column]].Values[row];
            nextOf[i] = (int)ShortNumber.ToBigInteger(next);
        }

        for (int slot = 0; slot < trace.Slots; slot++)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = slot * trace.RowsPerSlot;
            for (int i = 0; i < nextOf.Length; i++)
            {
                if (nextOf[i] == i)
                {
                    continue;
                }

                (int row, int column) = Math.DivRem(i, width);
                (int otherRow, int otherColumn) = Math.DivRem(nextOf[i], width);
                Fr value = trace[start + row, copies.Columns[column]];
                Fr other = trace[start + otherRow, copies.Columns[otherColumn]];
                if (value != other)
                {
                    string detail = $"{Name(circuit, copies.Columns[column])} is {ShortNumber.Of(value)}, but "
                        + $"{Name(circuit, copies.Columns[otherColumn])} at row {otherRow} is {ShortNumber.Of(other)}";
                    failures.Add(new("copy", slot, row, detail));
                }
            }
        }
    }

    private static string Name(Circuit circuit, int column) => circuit.Witness[column];
}
