using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Devices;

/// <summary>
/// Statement: the results of a scan are cash, 0, 0 and 1 with what the positions of the mask add to them, each once, in the state that the
/// slot's ports left; without enable they are cash, 0, 0 and 1.
/// </summary>
/// <remarks>
/// Preconditions: account is an account, or enable is 0.
/// Constraints, on rows 0 to 8 running totals E, I, M, U, the rest m of the mask, account and epoch: on rows k below 8, with the bit
/// m − 2·m′: scan.mask.bit, degree 2; scan.skip, degree 2: (1 − bit)·(E′ − E) = 0, likewise I, M, U; scan.demand takes, bit times, (R·slot,
/// 64·account + 16 + k, epoch, E′ − E, I′ − I, M′ − M, U′ − U). On row 0: scan.enable, degree 2; scan.mask, degree 2: m = enable·mask.
/// On row 8: scan.mask.end, degree 1: m = 0, joined with I, M and U of row 0 by copies; scan.usable, degree 2: allUsable·U = 0;
/// scan.usable.not, degree 2: allUsable = 1 − U·inverse. "copy" brings inputs and results.
/// Cost: nine rows of 8 copied cells; one bus term.
/// Soundness: docs/circuits/devices.md#scan.
/// Negative tests: ScanAttackTests.
/// </remarks>
internal sealed class ScanJob
{
    private const int Columns = 8;
    private const int Equity = 0;
    private const int Initial = 1;
    private const int Maintenance = 2;
    private const int Lots = 3;
    private const int Mask = 4;
    private const int Account = 5;
    private const int Epoch = 6;
    private const int Input = 7;
    private const int Totals = 4;
    private const int End = RecordAddress.Positions;
    private const int PositionBase = 16;

    private readonly CircuitBuilder _builder;
    private readonly Region _region;

    internal ScanJob(CircuitBuilder builder, Bus bus, ScanWires.Job wires)
    {
        _builder = builder;
        _region = builder.Allocate("scan.job", new(End + 1, Columns));
        builder.Import(wires.Enable, _region[0, Input]);
        builder.Import(wires.Mask, _region[1, Input]);
        builder.Import(wires.Cash, _region[0, Equity]);
        ConstrainMask();
        for (int row = 0; row <= End; row++)
        {
            for (int total = Equity; total < Totals; total++)
            {
                if (row > 0 || total != Equity)
                {
                    builder.Input(_region[row, total]);
                }
            }

            if (row < End)
            {
                builder.Import(wires.Account, _region[row, Account]);
                builder.Import(wires.OrderEpoch, _region[row, Epoch]);
                ConstrainPlace(bus, row);
            }
        }

        ConstrainUsable(wires.AllUsable);
        for (int total = Initial; total <= Lots; total++)
        {
            builder.Copy(_region[End, Mask], _region[0, total]);
        }

        builder.Copy(_region[End, Equity], wires.Equity);
        builder.Copy(_region[End, Initial], wires.Initial);
        builder.Copy(_region[End, Maintenance], wires.Maintenance);
    }

    /// <summary>Its cells: nine rows of eight columns.</summary>
    internal Region Region => _region;

    /// <summary>Fills the inputs of a scan.</summary>
    internal void ComputeInputs(SlotInputMap map, Span<Fr> inputs, ScanTotals totals)
    {
        for (int row = 0; row <= End; row++)
        {
            PositionMargin sum = totals.After(row);
            if (row > 0)
            {
                map.Set(inputs, _region[row, Equity], sum.Equity);
            }

            map.Set(inputs, _region[row, Initial], sum.Initial);
            map.Set(inputs, _region[row, Maintenance], sum.Maintenance);
            map.Set(inputs, _region[row, Lots], sum.UnusableLots);
        }
    }

    private Expression At(int row, int column) => _region[row, column];

    private void ConstrainMask()
    {
        Cell enable = _region[0, Input];
        Cell mask = _region[1, Input];
        _builder.ConstrainBit("scan.enable", new Unconstrained(enable));
        _builder.Hint(
            "scan.mask",
            [enable, mask],
            [.. Enumerable.Range(0, End + 1).Select(row => _region[row, Mask])],
            (read, write) =>
            {
                write[0] = read[0] * read[1];
                Span<ulong> words = stackalloc ulong[Fr.LimbCount];
                write[0].WriteCanonicalLimbs(words);
                for (int row = 1; row <= End; row++)
                {
                    write[row] = Fr.FromUInt64(words[0] >> row);
                }
            });
        _builder.Constrain("scan.mask", At(0, Mask) - ((Expression)enable * mask));
        _builder.Constrain("scan.mask.end", At(End, Mask));
    }

    private void ConstrainPlace(Bus bus, int row)
    {
        Expression bit = At(row, Mask) - At(row + 1, Mask) - At(row + 1, Mask);
        _builder.Constrain("scan.mask.bit", bit * (bit - 1));
        Expression[] added = [.. Enumerable.Range(0, Totals).Select(total => At(row + 1, total) - At(row, total))];
        foreach (Expression part in added)
        {
            _builder.Constrain("scan.skip", (1 - bit) * part);
        }

        Expression address = (At(row, Account) * RecordAddress.AccountStride) + Expression.Parameter(0, Fr.FromInt64(PositionBase + row));
        _builder.Receive("scan.demand", bus, bit, [_builder.SlotStart, address, At(row, Epoch), .. added]);
    }

    /// <summary>The last rows of account and epoch are free: there lie the inverse and the bit.</summary>
    private void ConstrainUsable(Cell result)
    {
        Cell lots = _region[End, Lots];
        Cell usable = _region[End, Account];
        Cell inverse = _region[End, Epoch];
        _builder.Hint("scan.usable", [lots], [usable, inverse], (read, write) =>
            write[0] = Fr.TryInvertVarTime(read[0], out write[1]) ? Fr.Zero : Fr.One);
        _builder.Constrain("scan.usable", (Expression)usable * lots);
        _builder.Constrain("scan.usable.not", (Expression)usable - 1 + ((Expression)lots * inverse));
        _builder.Copy(usable, result);
    }
}
