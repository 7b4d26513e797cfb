using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged lookups and unchanged records.</summary>
internal static class UnchangedForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        StateBatch honest = forger.Honest;
        Fr[] invented = Forger.Change(Forger.FieldsS, (2, 12));
        ulong address = Forger.AddressS + 1;
        StateBatch found = WithLookup(honest, address, invented);

        yield return new("a lookup of what no row offers", ["unchanged.lookup"], found);
        yield return new("a lookup of other fields", ["unchanged.lookup"], honest with { Found = [honest.Found[0], invented] });
        StateBatch offered = found with { Statics = [.. honest.Statics, (address, invented)] };
        yield return new("an inactive row offers", ["unchanged.inactive"], offered, Tweak: inputs =>
            forger.Set(inputs, 1, forger.StaticFlagCell, Fr.Zero));
        yield return new("a row whose leaf is not in the tree", ["unchanged.leaf"], offered);
        for (int lane = 0; lane < LeafLanes.Packed; lane++)
        {
            int field = lane == 0 ? 2 : 5;
            yield return new(
                $"field {field} is not that of the lane",
                ["unchanged.lane"],
                WithFields(honest, Forger.Change(Forger.FieldsS, (field, 12))),
                forger.KeepLabel("unchanged.lane", lane));
        }

        foreach ((int wide, int other) in new[] { (2, 3), (3, 2), (3, 4), (4, 3), (5, 6), (6, 5) })
        {
            StateBatch batch = WithFields(honest, TouchedForgeries.Shift(Forger.FieldsS, wide, other));
            string name = $"unchanged: a shift between fields {wide} and {other}, the first too wide";
            yield return new(name, ["limb"], batch);
            yield return new($"{name}, range checked on another value", ["copy"], batch, forger.KeepRange(forger.StaticCell(wide)));
        }

        StateBatch twice = Off(honest) with { Statics = [.. honest.Statics, .. honest.Statics] };
        yield return new("flags 2 and −1 of one record", ["unchanged.flag"], twice, Tweak: inputs =>
        {
            forger.Set(inputs, 0, forger.StaticFlagCell, Fr.FromInt64(2));
            forger.Set(inputs, 1, forger.StaticFlagCell, -Fr.One);
        });
    }

    private static StateBatch WithLookup(StateBatch honest, ulong address, Fr[] fields)
    {
        Control control = Control.On(0, address - Forger.Sizes.Statics.Base, 0);
        return honest.With(1, StateCircuit.Ports, control) with { Found = [honest.Found[0], fields] };
    }

    private static StateBatch WithFields(StateBatch honest, Fr[] fields) => honest with
    {
        Found = [fields, fields],
        Statics = [(Forger.AddressS, fields)],
    };

    private static StateBatch Off(StateBatch honest) =>
        honest.With(0, StateCircuit.Ports, Control.Off).With(1, StateCircuit.Ports, Control.Off) with { Found = [null, null] };
}
