"""How static files are kept: compressed, named by their content, the imports of script modules renamed with them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """The files of Django's and WhiteNoise's storage; a module imports others by their names with a hash."""

    support_js_module_import_aggregation = True
