def write_outputs(store, folder, parquet=False):
    pass
